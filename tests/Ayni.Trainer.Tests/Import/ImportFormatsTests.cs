using Ayni.Data.Import;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

public class ImportFormatsTests
{
    private const string Csv =
        "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,interaction_duration,"
        + "query,order_id\n"
        + "e1,u1,p1,view,,2026-01-02T03:04:05.678Z,12.5,,\n"
        + "e2,u1,,search,,2026-01-02T03:05:00Z,,\"olla, grande\",\n"
        + "e3,u1,p1,rating,4,2026-01-02T03:05:00-05:00,,,\n"
        + "e4,u1,p1,rating,9,2026-01-02T03:05:00Z,,,\n"
        + "e5,u1,p1,stare,,2026-01-02T03:05:00Z,,,\n"
        + "e6,u1,p1,view,,2026-01-02T03:05:00Z,-3,,\n";

    [Fact]
    public void Read_OwnCsv_GivesEveryField()
    {
        using var workspace = new Workspace();

        var (kept, report) = ImportFixture.Read(workspace.Write("events.csv", Csv), "ayni");

        AssertOwn(kept, report);
    }

    [Fact]
    public void Read_Gzip_IsToldByItsBytes()
    {
        using var workspace = new Workspace();

        var (kept, report) = ImportFixture.Read(workspace.WriteGzip("events.csv", Csv), "ayni");

        AssertOwn(kept, report);
    }

    [Fact]
    public void Read_Ndjson_IsReadByTheSameMapping()
    {
        using var workspace = new Workspace();
        var path = workspace.WriteGzip(
            "events.ndjson.gz",
            Line("e1", "view", "03:04:05.678Z", "\"product_id\":\"p1\",\"interaction_duration\":12.5,")
            + Line("e2", "search", "03:05:00Z", "\"query\":\"olla, grande\",")
            + Line("e3", "rating", "03:05:00-05:00", "\"product_id\":\"p1\",\"interaction_score\":4,")
            + Line("e4", "rating", "03:05:00Z", "\"product_id\":\"p1\",\"interaction_score\":9,")
            + Line("e5", "stare", "03:05:00Z", "\"product_id\":\"p1\",\"query\":null,")
            + Line("e6", "view", "03:05:00Z", "\"product_id\":\"p1\",\"interaction_duration\":-3,")
            + "[\"no object\"]\n{\"broken\":\n");

        var (kept, report) = ImportFixture.Read(path, "ayni");

        Assert.Equal(2, report.Reasons["malformed"]);
        AssertOwn(kept, report, extraRows: 2);
    }

    [Fact]
    public void Read_LightGcn_EveryPairIsARow()
    {
        using var workspace = new Workspace();

        var (kept, report) = ImportFixture.Read(workspace.Write("train.txt", "0 5 7\n\n1\n2 5\n"), "lightgcn");

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal([("0", "5"), ("0", "7"), ("2", "5")], kept.Select(one => (one.UserId, one.ProductId)));
        Assert.Equal(1, report.Reasons[ImportReasons.Blank]);
        Assert.Equal(1, report.Reasons[ImportReasons.NoProduct]);
        Assert.Single(kept.Select(one => one.Timestamp).Distinct());
    }

    [Fact]
    public void Read_TimesWithoutOffset_AreLocalToTheMapping()
    {
        using var workspace = new Workspace();
        var mapping = workspace.Write(
            "mapping.json",
            """
            { "name": "mine", "delimiter": ";", "interactions": {
                "columns": { "user": "u", "product": "p", "timestamp": "t", "type": "k" },
                "type_values": { "add_to_basket": "cart" }, "utc_offset": "-05:00",
                "timestamp_formats": ["dd.MM.yyyy HH:mm", "unix_seconds"] } }
            """);
        var path = workspace.Write("mine.csv", "u;p;t;k\na;b;01.02.2026 20:00;add_to_basket\na;c;1767225600;VIEW\n");

        var (kept, _) = ImportFixture.Read(path, mapping);

        Assert.Equal(
            [
                (InteractionType.Cart, new DateTimeOffset(2026, 2, 2, 1, 0, 0, TimeSpan.Zero), "mine:mine.csv:2"),
                (InteractionType.View, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "mine:mine.csv:3"),
            ],
            kept.Select(one => (one.Type, one.Timestamp, one.EventId)));
    }

    [Fact]
    public void Open_ColumnMissing_SaysWhichAndWhatIsThere()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("other.csv", "a,b\n1,2\n");

        var error = Assert.Throws<AyniException>(() => ImportFixture.Read(path, "online-retail"));

        Assert.Equal(ErrorCodes.Invalid, error.Code);
        Assert.Contains("'StockCode'", error.Message, StringComparison.Ordinal);
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x" }""")]
    [InlineData("""{ "name": "x", "interactions": { COLUMNS } }""")]
    [InlineData("""{ "name": "x", "wrong": 1, "interactions": { "type": "view", COLUMNS } }""")]
    [InlineData("""{ "name": "x", "interactions": { "type": "view", "utc_offset": "five", COLUMNS } }""")]
    [InlineData("""{ "name": "x", "interactions": { "type": "view", "refuse": [{"reason": "r", "column": "c" }] } }""")]
    [InlineData("""{ "name": "", "interactions": { "type": "view", "cancellation": { "column": "c" }, COLUMNS } }""")]
    [InlineData("""{ "name": "x", "interactions": { "type": "view", COLUMNS }, "products": {"currency": "sol"} }""")]
    [InlineData("""{ "name": "x", "interactions": { "type": "view", COLUMNS }, "products": {"list_separator": ""} }""")]
    [InlineData(
        """
        { "name": "x", "interactions": { "type": "view", COLUMNS },
          "products": { "columns": { "product": "p", "attributes": { "a-b": "c" } } } }
        """)]
    [InlineData("not json")]
    public void Load_BrokenMapping_IsInvalid(string json)
    {
        const string columns = "\"columns\": { \"user\": \"u\", \"product\": \"p\", \"timestamp\": \"t\" }";
        using var workspace = new Workspace();
        var path = workspace.Write("mapping.json", json.Replace("COLUMNS", columns, StringComparison.Ordinal));

        Assert.Equal(ErrorCodes.Invalid, Assert.Throws<AyniException>(() => ImportMapping.Load(path)).Code);
    }

    [Fact]
    public void Load_UnknownName_ListsTheShippedOnes()
    {
        var error = Assert.Throws<AyniException>(() => ImportMapping.Load("no-such-mapping"));

        Assert.Equal(ErrorCodes.NotFound, error.Code);
        Assert.Contains("ayni, complete-journey, lightgcn, online-retail", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EveryShippedMapping_IsValid()
        => Assert.All(ImportMapping.Shipped, name => Assert.Equal(name, ImportMapping.Load(name).Name));

    private static string Line(string id, string type, string time, string more)
        => $"{{\"event_id\":\"{id}\",\"user_id\":\"u1\",\"interaction_type\":\"{type}\",{more}"
            + $"\"timestamp_interaction\":\"2026-01-02T{time}\"}}\n";

    private static void AssertOwn(List<Interaction> kept, ImportReport report, int extraRows = 0)
    {
        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal(6 + extraRows, report.Read);
        Assert.Equal(
            [
                new Interaction
                {
                    EventId = "e1",
                    UserId = "u1",
                    ProductId = "p1",
                    Type = InteractionType.View,
                    Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
                    Duration = TimeSpan.FromSeconds(12.5),
                },
                new Interaction
                {
                    EventId = "e2",
                    UserId = "u1",
                    Type = InteractionType.Search,
                    Timestamp = new DateTimeOffset(2026, 1, 2, 3, 5, 0, TimeSpan.Zero),
                    Query = "olla, grande",
                },
                new Interaction
                {
                    EventId = "e3",
                    UserId = "u1",
                    ProductId = "p1",
                    Type = InteractionType.Rating,
                    Score = 4,
                    Timestamp = new DateTimeOffset(2026, 1, 2, 8, 5, 0, TimeSpan.Zero),
                },
            ],
            kept);
        Assert.Equal(2, report.Reasons[ImportReasons.OutOfRange]);
        Assert.Equal(1, report.Reasons[ImportReasons.UnknownType]);
    }
}
