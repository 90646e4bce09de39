using System.Globalization;
using Ayni.Data.Mart.Cleaning;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using DuckDB.NET.Data;
using static Ayni.Trainer.Tests.Marts.MartShop;

namespace Ayni.Trainer.Tests.Marts;

/// <summary>Whether another program reads what we write.</summary>
public class DuckDbTests
{
    [Fact]
    public async Task Tables_ReadInPlace_HoldWhatWasLogged()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(
            Event("1", "añé", "p1", InteractionType.View) with { Duration = TimeSpan.FromSeconds(2.5) },
            Event("2", "añé", "p1", InteractionType.Purchase, minutes: 1.5, score: 2.5) with { OrderId = "o1" },
            Event("3", "ben", null, InteractionType.Search, minutes: 3_000),
            Event("4", "ben", "p2", InteractionType.Rating, minutes: 3_001, score: 5));

        await shop.MakeAsync("mart");

        Assert.Equal(
            [
                "1|1|añé|p1|view||2026-01-30 12:00:00|2.5||2026|01",
                "2|2|añé|p1|purchase|2.5|2026-01-30 12:01:30||o1|2026|01",
                "4|4|ben|p2|rating|5|2026-02-01 14:01:00|||2026|02",
            ],
            Query(
                shop,
                "select log_position, event_id, user_id, product_id, interaction_type, interaction_score, "
                + "timestamp_interaction, interaction_duration, order_id, year, month "
                + "from {user_item_interactions} order by log_position"));
        Assert.Equal(
            ["3|ben|words of 3||2026-02-01 14:00:00"],
            Query(shop, "select log_position, user_id, search_query, product_id, timestamp_interaction "
                + "from {searches}"));
        Assert.Equal(["ben|p2|5"], Query(shop, "select user_id, product_id, rating from {reviews}"));
        Assert.Equal(
            ["o1|añé|1|2.5|[p1]"],
            Query(shop, "select order_id, user_id, order_lines, order_quantity, product_ids from {orders}"));
        Assert.Equal(
            ["añé|2026-01-30 12:00:00|2026-01-30 12:01:30|2|1|0|1|0|0|1|1",
             "ben|2026-02-01 14:00:00|2026-02-01 14:01:00|2|0|0|0|1|1|0|1"],
            Query(shop, "select * from {users} order by user_id"));
    }

    [Fact]
    public async Task Products_ReadInPlace_HaveTheirTypesAndLists()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(Event("1", "ana", "p1", InteractionType.View));
        await shop.Stores.Catalog.UpsertAsync(
        [
            Product("p1", 1_234.5m) with
            {
                Description = "Café", Category = "Alimentos > Café", Brand = "Selva", ListPrice = 1_000_000_000_000m,
                Stock = 3, ParentId = "p0", Tags = TextSet.Of("nuevo", "orgánico"), Stores = TextSet.Of("lima"),
                AddedAt = Start,
                Attributes = AttributeSet.Of([new("color", AttributeValue.Of("rojo"))]),
                Prices = ViewPrices.Of(new ViewPrice(new ShopView { Store = "lima" }, 9.9m, null)),
            },
            Product("p2", null) with { IsActive = false, AddedAt = Start },
            Product("p3", 0.000015m) with { Tags = TextSet.Of("a"), AddedAt = Start },
        ]);

        await shop.MakeAsync("mart");

        Assert.Equal(
            [
                "p1|Name of p1|Café|Alimentos > Café|[Alimentos, Café]|Selva|1234.50000|1000000000000.00000|PEN|3"
                + "|True|p0|[nuevo, orgánico]|[lima]|[]|2026-01-30 12:00:00|rojo",
                "p2|Name of p2|||[]||||||False||[]|[]|[]|2026-01-30 12:00:00|",
                "p3|Name of p3|||[]||0.00002||PEN||True||[a]|[]|[]|2026-01-30 12:00:00|",
            ],
            Query(
                shop,
                "select * exclude (attributes, view_prices), attributes::json->>'$.color' "
                + "from {products} order by product_id"));
        Assert.Equal(
            ["DECIMAL(18,5)|VARCHAR[]|TIMESTAMP WITH TIME ZONE|BOOLEAN|INTEGER"],
            Query(shop, "select distinct typeof(product_price), typeof(tags), typeof(added_at), typeof(is_active), "
                + "typeof(stock) from {products}"));
        Assert.Equal(["p1"], Query(shop, "select product_id from {products} where list_contains(tags, 'orgánico')"));
    }

    [Fact]
    public async Task Filters_OnIdsThatUtf16OrdersOtherwise_FindTheirRows()
    {
        await using var shop = await OpenAsync();
        string[] users = ["a", "ｚ", "😀", "b", "ａ"];
        await shop.AppendAsync(
            [.. users.Select((user, index) => Event($"e{index}", user, user, InteractionType.View))]);

        await shop.MakeAsync("mart");

        Assert.All(users, user => Assert.Equal(
            [user], Query(shop, $"select product_id from {{user_item_interactions}} where user_id = '{user}'")));
        Assert.Equal(
            ["😀"], Query(shop, "select user_id from {users} where user_id > 'ｚ' order by user_id"));
    }

    [Fact]
    public async Task GeneratedShop_ReadInPlace_AgreesWithItsManifest()
    {
        await using var shop = await OpenAsync();
        var made = Data.Generation.ShopGenerator.Generate(new Data.Generation.ShopOptions
        {
            Users = 60,
            Products = 50,
            Events = 4_000,
            Days = 90,
        });
        await shop.Stores.Catalog.UpsertAsync([.. made.Catalog]);
        await shop.AppendAsync([.. made.Events]);

        var manifest = await shop.MakeAsync("mart", CleaningSteps.Default, layout: SmallLayout with
        {
            RowsPerFile = 300,
            RowsPerGroup = 100,
        });

        foreach (var table in manifest.Tables)
        {
            Assert.Equal([Text(table.Rows)], Query(shop, $"select count(*) from {{{table.Name}}}"));
            Assert.Equal(
                table.Columns.Select(column => column.Name),
                Query(shop, $"select column_name from (describe select * from {{{table.Name}}})")
                    .Where(name => name is not ("year" or "month")));
        }

        Assert.Equal(
            [Text(manifest.RowsKept)],
            Query(shop, "select (select count(*) from {user_item_interactions}) "
                + "+ (select count(*) from {searches} where product_id is null)"));
        Assert.Equal(
            ["0"],
            Query(shop, "select count(*) from {user_item_interactions} i anti join {products} p using (product_id)"));
        Assert.Equal(
            ["0"], Query(shop, "select count(*) from {user_item_interactions} anti join {users} using (user_id)"));
        Assert.Contains(manifest.Files, file => file.Path.EndsWith("part-0001.parquet", StringComparison.Ordinal));
    }

    private static List<string> Query(MartShop shop, string sql)
    {
        foreach (var table in new[] { "user_item_interactions", "users", "products", "orders", "searches", "reviews" })
        {
            var files = $"{shop.Path("mart")}/{table}/**/*.parquet";
            sql = sql.Replace(
                $"{{{table}}}", $"read_parquet('{files}', hive_partitioning = true)", StringComparison.Ordinal);
        }

        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "set timezone = 'UTC'";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(
                '|', Enumerable.Range(0, reader.FieldCount).Select(index => Text(reader.GetValue(index)))));
        }

        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null or DBNull => "",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => Text(time.UtcDateTime),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
