"""Generated lines of Segment's: calls as JSON, as websites and apps write them."""

from pathlib import Path

import duckdb

CALLS_PER_USER = 40

# Every draw is a hash of the row's number (or the user's): a size gives the same lines each time.
# Of 1,000 lines 60 are identify calls with an e-mail address (a third of them with a phone number,
# too), one repeats the id of another, one is written with escapes and blanks, one repeats a key,
# and one is cut off. Some calls have an address in their context.
LINES_SQL = """
copy (
    with drawn as (
        select
            number,
            (hash(number, 'user') % $users)::bigint as user_number,
            (hash(number, 'kind') % 1000)::bigint as kind,
            (hash(number, 'page') % 500)::bigint as page,
            (hash(number, 'price') % 20000)::bigint / 100 as price,
            timestamp '2026-01-01'
            + to_microseconds((hash(number, 'time') % 2592000000)::bigint * 1000) as sent_at
        from range($lines) as numbers (number)
    ),

    shaped as (
        select
            *,
            user_number % 3 = 0 as is_app,
            strftime(sent_at, '%Y-%m-%dT%H:%M:%S.%gZ') as sent,
            strftime(sent_at + interval 250 milliseconds, '%Y-%m-%dT%H:%M:%S.%gZ') as received,
            left(md5('device' || user_number), 32) as device,
            'person' || user_number || '@example.com' as email,
            case
                when kind < 80 then 'identify'
                when kind < 430 then case when user_number % 3 = 0 then 'screen' else 'page' end
                else 'track'
            end as type,
            ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed',
                'Article Read', 'Search Performed', 'Signup Started', 'Video Played'
            ][1 + (hash(number, 'event') % 8)::bigint] as event
        from drawn
    ),

    parted as (
        select
            *,
            case
                when is_app
                    then concat(
                        '{"app":{"name":"Shop","version":"4.', page % 9, '.1","build":"4101",',
                        '"namespace":"com.example.shop"},"device":{"id":"', device,
                        '","manufacturer":"Apple","model":"iPhone14,2","type":"ios",',
                        '"adTrackingEnabled":true},"library":{"name":"analytics-ios",',
                        '"version":"4.1.8"},"locale":"en-US","network":{"cellular":false,',
                        '"wifi":true},"os":{"name":"iOS","version":"17.4"},"screen":{"width":390,',
                        '"height":844},"timezone":"Europe/Amsterdam","ip":"203.0.113.',
                        user_number % 250, '"}'
                    )
                else concat(
                    '{"library":{"name":"analytics.js","version":"2.11.1"},"page":{"path":"/p/',
                    page, '","referrer":"https://www.example.org/search","search":"?q=', page,
                    '","title":"Product ', page, ' | Shop",',
                    '"url":"https://shop.example.com/p/', page, '?q=', page, '"},',
                    '"userAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ',
                    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",',
                    '"locale":"en-US","ip":"203.0.113.', user_number % 250, '"',
                    case
                        when page < 60
                            then ',"campaign":{"name":"Spring ' || page % 7 || '","source":"news",'
                            || '"medium":"email"}'
                    end,
                    case
                        when kind between 60 and 79 then ',"traits":{"email":"' || email || '"}'
                    end,
                    '}'
                )
            end as context,
            case
                when type = 'identify'
                    then concat(
                        '"traits":{"plan":"pro","logins":', page,
                        case when kind < 60 then ',"email":"' || email || '"' end,
                        case
                            when kind < 20 then ',"phone":"+316' || 10000000 + user_number || '"'
                        end,
                        '},'
                    )
            end as traits,
            case
                when type = 'track'
                    then concat(
                        '"properties":{"product_id":"sku-', page, '","category":"Shoes",',
                        '"price":', price, ',"quantity":', 1 + page % 3,
                        case
                            when event = 'Order Completed'
                                then concat(
                                    ',"order_id":"o', number, '","revenue":', price * 2,
                                    ',"currency":"EUR","products":[{"sku":"sku-', page,
                                    '","price":', price, '},{"sku":"sku-', page + 1,
                                    '","price":', price, '}]'
                                )
                        end,
                        ',"position":', page % 12, '},'
                    )
                when type != 'identify'
                    then concat(
                        '"properties":{',
                        case when page % 4 = 0 then '"name":"Product ' || page || '",' end,
                        '"path":"/p/', page, '","title":"Product ', page,
                        ' | Shop","url":"https://shop.example.com/p/', page,
                        '","referrer":"https://www.example.org/search"},'
                    )
            end as payload
        from shaped
    ),

    written as (
        select
            kind,
            concat(
                '{"anonymousId":"', uuid_of, '",', case when is_app then '"channel":"mobile",' end,
                '"context":', context,
                case when type = 'track' then ',"event":"' || event || '"' end,
                ',"integrations":{},"messageId":"', message, '"',
                case when type in ('page', 'screen') then ',"name":"Product ' || page || '"' end,
                ',"originalTimestamp":"', sent, '",', payload,
                '"receivedAt":"', received, '","sentAt":"', sent, '","timestamp":"', sent, '",',
                traits, '"type":"', type, '"',
                case
                    when kind % 2 = 0 or type = 'identify' then ',"userId":"u' || user_number || '"'
                end,
                '}'
            ) as line
        from (
            select
                *,
                md5('anonymous' || user_number) as uuid_of,
                'ajs-next-'
                || md5('message' || case when kind = 996 then number - 1 else number end) as message
            from parted
        ) as named
    )

    select
        case kind
            when 997 then replace(replace(line, '/', '\\/'), '":', '": ')
            when 998 then replace(line, ',"sentAt"', ',"type":"again","sentAt"')
            when 999 then left(line, length(line) // 2)
            else line
        end as line
    from written
) to {file} (format csv, header false, quote '', escape '', delimiter e'\\x1f')
"""


def write_lines(file: Path, lines: int, threads: int) -> None:
    """Write so many lines as one file of the source `segment`.

    Raises:
        ValueError: `lines` is less than what one user has.
    """
    if lines < CALLS_PER_USER:
        raise ValueError(f"{lines} lines are too few: {CALLS_PER_USER} at least")
    file.parent.mkdir(parents=True, exist_ok=True)
    users = lines // CALLS_PER_USER
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.execute(
            LINES_SQL.replace("{file}", f"'{file}'"), {"lines": lines, "users": users}
        )
