using System.Globalization;
using System.Text.Json;
using Ayni.Data.Import;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using CsCheck;

namespace Ayni.Trainer.Tests.Import;

/// <summary>An import keeps what the other ways in keep, and refuses what they refuse.</summary>
public sealed class ImportRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private const string FullMapping =
        """
        {"name":"m","interactions":{"type":"view","utc_offset":"-05:00",
          "columns":{"user":"u","product":"p","timestamp":"t"}},
         "products":{"list_separator":";","timestamp_formats":["yyyy-MM-dd HH:mm"],
          "columns":{"product":"id","price":"price","parent_id":"family","tags":"labels","stores":"views",
           "groups":"who","added_at":"since",
           "attributes":{"color":"color","size":{"column":"size","kind":"number"},
            "vegan":{"column":"vegan","kind":"flag"},"made":{"column":"made","kind":"date"},
            "stuff":{"column":"stuff","kind":"list"}}}}}
        """;

    private static readonly string[] OddIds = [".", "..", " ", "a\u0001", "a\0", "u1", "ñ", "a\u2028b"];

    private static readonly Gen<string> AnyId = Gen.OneOf(
        Gen.Int[0, OddIds.Length - 1].Select(index => OddIds[index]),
        Gen.Int[120, 140].Select(length => new string('x', length)),
        Gen.String[0, 6]);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "..", "2026-05-01T12:00:00Z", ImportReasons.BadText },
        { "a\u0007", "2026-05-01T12:00:00Z", ImportReasons.BadText },
        { new string('u', Interaction.MaxIdLength + 1), "2026-05-01T12:00:00Z", ImportReasons.TooLong },
        { "u1", "2099-01-01T00:00:00Z", ImportReasons.BadTime },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WhatNoOtherWayInTakes_IsRefusedAndTheRestKept(string user, string time, string reason)
    {
        var (kept, report) = Read([Row("e1", user, time), Row("e2", "u2", "2026-05-02T12:00:00Z")]);

        Assert.Equal("u2", Assert.Single(kept).UserId);
        Assert.Equal(1, report.Reasons[reason]);
    }

    [Fact]
    public void Read_AnyTexts_KeepsExactlyWhatTheRulesAllow() =>
        Gen.Select(AnyId, AnyId, Gen.Double, Gen.Int[-1_000, 8 * 24 * 3600]).Sample(
            (user, product, score, seconds) =>
            {
                var (kept, report) = Read([Row("e1", user, "2026-05-01T12:00:00Z", product, score, seconds)]);

                Assert.Equal(1, report.Kept + report.Refused);
                Assert.All(kept, interaction => Assert.Null(InteractionRules.ProblemOf(interaction, Now)));
            },
            iter: 300);

    [Fact]
    public void Read_AProductThatNoOtherWayInTakes_IsRefusedAndNamesTheColumn()
    {
        using var workspace = new Workspace();
        var mapping = workspace.Write(
            "map.json",
            """
            {"name":"m","interactions":{"type":"view","columns":{"user":"u","product":"p","timestamp":"t"}},
             "products":{"columns":{"product":"id","name":"name","currency":"currency"}}}
            """);
        var tooLong = new string('n', ProductRules.MaxNameLength + 1);
        var path = workspace.Write(
            "products.csv", $"id,name,currency\n..,a,PEN\nb,{tooLong},PEN\nc,c,soles\nd,d,USD\n");

        using var file = new ProductFile(path, ImportMapping.Load(mapping), new ImportOptions());
        var kept = file.Read().ToList();

        Assert.Equal("d", Assert.Single(kept).ProductId);
        Assert.Equal(2, file.Report.Reasons[ImportReasons.BadText]);
        Assert.Equal(1, file.Report.Reasons[ImportReasons.TooLong]);
        Assert.Contains(file.Report.Rows, row => row.Column == "currency");
    }

    [Theory]
    [InlineData("products.csv")]
    [InlineData("products.ndjson")]
    public void Read_ProductsOfEveryField_AreWhatTheMappingSays(string name)
    {
        using var workspace = new Workspace();
        var mapping = workspace.Write("map.json", FullMapping);
        var path = workspace.Write(
            name,
            name.EndsWith(".csv", StringComparison.Ordinal)
                ? "id,family,labels,views,who,since,price,color,size,vegan,made,stuff\n"
                    + "a,f,x;y ;;x,lima,vip,2026-03-04 05:06,9.5,azul,42.5,yes,2020-01-02 00:00,lino;seda\n"
                    + "b,,,,,,,,,,,\n"
                    + "c,,,,,,1,,big,,,\n"
                    + "d,,,,,soon,1,,,,,\n"
                : """
                  {"id":"a","family":"f","labels":["x","y"],"views":["lima"],"who":["vip"],"since":"2026-03-04 05:06",
                  "price":9.5,"color":"azul","size":42.5,"vegan":true,"made":"2020-01-02 00:00","stuff":["lino","seda"]}
                  """.ReplaceLineEndings("") + "\n{\"id\":\"b\"}\n{\"id\":\"c\",\"size\":\"big\"}\n"
                    + "{\"id\":\"d\",\"since\":\"soon\"}\n");

        using var file = new ProductFile(path, ImportMapping.Load(mapping), new ImportOptions { Currency = "USD" });
        var kept = file.Read().ToList();

        Assert.Equal(
            [
                new Product
                {
                    ProductId = "a",
                    Name = "a",
                    Price = 9.5m,
                    Currency = "USD",
                    ParentId = "f",
                    Tags = TextSet.Of("x", "y"),
                    Stores = TextSet.Of("lima"),
                    Groups = TextSet.Of("vip"),
                    AddedAt = new DateTimeOffset(2026, 3, 4, 10, 6, 0, TimeSpan.Zero),
                    Attributes = AttributeSet.Of(
                    [
                        new("color", AttributeValue.Of("azul")),
                        new("size", AttributeValue.Of(42.5)),
                        new("vegan", AttributeValue.Of(true)),
                        new("made", AttributeValue.Of(new DateTimeOffset(2020, 1, 2, 5, 0, 0, TimeSpan.Zero))),
                        new("stuff", AttributeValue.Of(TextSet.Of("lino", "seda"))),
                    ]),
                },
                new Product { ProductId = "b", Name = "b" },
            ],
            kept);
        Assert.Equal(1, file.Report.Reasons[ImportReasons.NotANumber]);
        Assert.Equal(1, file.Report.Reasons[ImportReasons.BadTime]);
        Assert.Equal(["size", "since"], file.Report.Rows.Select(row => row.Column));
    }

    [Fact]
    public void Read_PriceWithoutCurrency_IsRefused()
    {
        using var workspace = new Workspace();
        var mapping = ImportMapping.Load(workspace.Write("map.json", FullMapping.Replace(
            "\"price\":\"price\"", "\"price\":\"price\",\"currency\":\"who\"", StringComparison.Ordinal)));
        var path = workspace.Write(
            "products.ndjson", "{\"id\":\"a\",\"price\":1}\n{\"id\":\"b\",\"price\":1,\"who\":\"PEN\"}\n");

        using var file = new ProductFile(path, mapping, new ImportOptions());

        Assert.Equal("b", Assert.Single(file.Read()).ProductId);
        Assert.Equal(1, file.Report.Reasons[ImportReasons.NoCurrency]);
    }

    [Fact]
    public void Read_PricesOfViews_AreWhatTheirCellsSay()
    {
        using var workspace = new Workspace();
        var mapping = ImportMapping.Load(workspace.Write("map.json", FullMapping.Replace(
            "\"price\":\"price\"",
            """
            "prices":[{"group":"mayorista","price":"who","list_price":"since"},{"store":"lima","price":"size"}],
            "currency":"color"
            """,
            StringComparison.Ordinal).Replace(",\"added_at\":\"since\"", "", StringComparison.Ordinal)));
        var path = workspace.Write(
            "products.csv",
            "id,family,labels,views,who,since,price,color,size,vegan,made,stuff\n"
                + "a,,,,7.5,10,,PEN,2020,,,\nb,,,,,9,,PEN,,,,\nc,,,,x,,,PEN,,,,\nd,,,,-1,,,PEN,,,,\ne,,,,5,,,,,,,\n");

        using var file = new ProductFile(path, mapping, new ImportOptions());
        var kept = file.Read().ToList();

        Assert.Equal(["a", "b"], kept.Select(product => product.ProductId));
        Assert.Equal(
            ViewPrices.Of(
                new ViewPrice(new ShopView(null, "mayorista"), 7.5m, 10),
                new ViewPrice(new ShopView("lima", null), 2020, null)),
            kept[0].Prices);
        Assert.Empty(kept[1].Prices);
        Assert.Equal(["who", "who", "color"], file.Report.Rows.Select(row => row.Column));
    }

    [Theory]
    [InlineData("""{"price":"a"}""", "prices[0] has neither a store nor a group")]
    [InlineData("""{"store":"Lima","price":"a"},{"store":"LIMA","price":"b"}""", "prices[1] is a second one")]
    [InlineData("""{"store":"Lima"}""", "price")]
    public void Load_PricesOfNoView_AreRefused(string prices, string said)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("map.json", FullMapping.Replace(
            "\"price\":\"price\"", $"\"prices\":[{prices}]", StringComparison.Ordinal));

        var refused = Assert.Throws<AyniException>(() => ImportMapping.Load(path));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static (List<Interaction> Kept, ImportReport Report) Read(IEnumerable<string> rows)
    {
        using var workspace = new Workspace();
        return ImportFixture.Read(
            workspace.Write("events.ndjson", string.Join('\n', rows)), "ayni", new ImportOptions { Now = Now });
    }

    private static string Row(
        string id, string user, string time, string product = "p", double score = 1, int seconds = 1) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["event_id"] = id,
            ["user_id"] = user,
            ["product_id"] = product,
            ["interaction_type"] = "view",
            ["interaction_score"] = score.ToString("R", CultureInfo.InvariantCulture),
            ["interaction_duration"] = seconds,
            ["timestamp_interaction"] = time,
        });
}
