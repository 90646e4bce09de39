using System.Globalization;
using System.Text;
using Ayni.Data.Import;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;
using Parquet.Serialization;

namespace Ayni.Trainer.Tests.Import;

/// <summary>Files of every layout and packing, told by their bytes.</summary>
public sealed class FileKindsTests
{
    private const string Mapping =
        """
        {"name":"m","interactions":{"type":"purchase","columns":{"user":"user","product":"product",
         "timestamp":"time","quantity":"quantity"}},
         "products":{"currency":"EUR","columns":{"product":"id","name":"name","price":"price"}}}
        """;

    private const string Csv = "user,product,time,quantity\nu1,p1,2026-01-02T03:04:05Z,2\nu2,p2,2026-01-03,1\n";

    private static readonly (string, string?, double, string)[] Expected =
    [
        ("u1", "p1", 2, "2026-01-02T03:04:05"), ("u2", "p2", 1, "2026-01-03T00:00:00"),
    ];

    [Theory]
    [InlineData("odd.name")]
    [InlineData("events.csv")]
    public void Read_ZstdByItsBytes(string name)
    {
        using var workspace = new Workspace();
        var path = Path.Combine(workspace.Path, name);
        using (var packed = new ZstdSharp.CompressionStream(File.Create(path), leaveOpen: false))
            packed.Write(Encoding.UTF8.GetBytes(Csv));

        Assert.Equal(Expected, Read(workspace, path));
    }

    [Theory]
    [InlineData("""[{"user":"u1","product":"p1","time":"2026-01-02T03:04:05Z","quantity":2},""")]
    [InlineData(
        """{"n":2, "tags": ["a"], "rows": [{"user":"u1","product":"p1","time":"2026-01-02T03:04:05Z","quantity":2},""")]
    public void Read_JsonArray_BareOrInAnObject(string start)
    {
        using var workspace = new Workspace();
        var end = start[0] == '[' ? "" : "}";
        var path = workspace.Write(
            "events.bin",
            start + "\n {\"user\":\"u2\",\"product\":\"p2\",\"time\":\"2026-01-03\",\"quantity\":1}\n]" + end);

        Assert.Equal(Expected, Read(workspace, path));
    }

    [Fact]
    public void Read_JsonArrayLargerThanTheBuffer_GivesEveryRowItsLine()
    {
        using var workspace = new Workspace();
        var rows = Enumerable.Range(0, 5_000).Select(at =>
            $$"""{"user":"u{{at}}","product":"p","time":"2026-01-02","quantity":{{(at == 4_000 ? "\"x\"" : "1")}},"""
            + $$""" "more":"{{new string('m', at % 97)}}"}""");
        var path = workspace.Write("events.json", "[\n" + string.Join(",\n", rows) + "\n]");

        using var file = new InteractionFile(path, Load(workspace), new ImportOptions());
        var kept = file.Read().ToList();

        Assert.Equal(4_999, kept.Count);
        Assert.Equal("u4999", kept[^1].UserId);
        Assert.Equal(4_002, Assert.Single(file.Report.Rows).Line);
    }

    [Fact]
    public void Read_JsonCutShort_SaysWhere()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "events.json", "[\n{\"user\":\"u\",\"product\":\"p\",\"time\":\"2026-01-02\"},\n{\"us");

        using var file = new InteractionFile(path, Load(workspace), new ImportOptions());
        var error = Assert.Throws<AyniException>(() => file.Read().ToList());

        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_Parquet_TypedAndPacked(bool isPacked)
    {
        using var workspace = new Workspace();
        var path = Path.Combine(workspace.Path, "events.parquet");
        using var memory = new MemoryStream();
        await ParquetSerializer.SerializeAsync(
            [
                new ParquetRow("u1", "p1", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), 2),
                new ParquetRow("u2", "p2", new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc), 1),
                new ParquetRow("u3", null, new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc), null),
            ],
            memory);
        if (isPacked)
        {
            using var packed = new ZstdSharp.CompressionStream(File.Create(path), leaveOpen: false);
            packed.Write(memory.ToArray());
        }
        else
        {
            await File.WriteAllBytesAsync(path, memory.ToArray());
        }

        using var file = new InteractionFile(path, Load(workspace), new ImportOptions());

        Assert.Equal(Expected, file.Read().Select(Facts));
        Assert.Equal(1, file.Report.Reasons[ImportReasons.NoProduct]);
        Assert.Equal(3, file.Report.Rows[0].Line);
    }

    [Fact]
    public void Read_WorkbookWithDecimalCommas_ReadsTypedNumbersToo()
    {
        using var workspace = new Workspace();
        var mapping = ImportMapping.Load(workspace.Write("map.json", Mapping.Replace(
            "\"currency\"", "\"decimal\":\",\",\"thousands\":\".\",\"currency\"", StringComparison.Ordinal)));
        var path = Workbook.Write(
            workspace, "p.xlsx", ["id", "name", "price"], ["a", "A", 1.234], ["b", "B", "1.234,5"], ["c", "C", "x"]);

        using var file = new ProductFile(path, mapping, new ImportOptions());

        Assert.Equal([("a", 1.234m), ("b", 1_234.5m)], file.Read().Select(one => (one.ProductId, one.Price ?? 0)));
        Assert.Equal(4, Assert.Single(file.Report.Rows).Line);
    }

    [Fact]
    public void Read_NoHeader_ColumnsAreNumbersOrTheNamesGiven()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.txt", "u1|p1|2026-01-02T03:04:05Z|2\nu2|p2|2026-01-03|1\n");
        var numbers = Mapping.Replace("\"user\":\"user\"", "\"user\":\"1\"", StringComparison.Ordinal)
            .Replace("\"product\":\"product\"", "\"product\":\"2\"", StringComparison.Ordinal)
            .Replace("\"time\"", "\"3\"", StringComparison.Ordinal)
            .Replace("\"quantity\":\"quantity\"", "\"quantity\":\"4\"", StringComparison.Ordinal);
        string[] mappings =
        [
            numbers.Replace("\"type\"", "\"header\":false,\"delimiter\":\"|\",\"type\"", StringComparison.Ordinal),
            Mapping.Replace(
                "\"type\"", "\"header\":[\"user\",\"product\",\"time\",\"quantity\"],\"delimiter\":\"|\",\"type\"",
                StringComparison.Ordinal),
        ];

        Assert.All(mappings, mapping => Assert.Equal(Expected, Read(workspace, path, mapping)));
    }

    [Fact]
    public async Task Import_EachKindHasADelimiterOfItsOwn()
    {
        using var workspace = new Workspace();
        var mapping = ImportMapping.Load(workspace.Write("map.json", Mapping
            .Replace("\"type\"", "\"delimiter\":\"\\t\",\"type\"", StringComparison.Ordinal)
            .Replace("\"currency\"", "\"delimiter\":\"|\",\"strip\":[\"€\"],\"currency\"", StringComparison.Ordinal)));
        var events = workspace.Write("e.tsv", Csv.Replace(',', '\t'));
        var products = workspace.Write("p.txt", "id|name|price\np1|Olla, grande|1.17 €\n");
        await using var stores = await Ayni.Storage.AyniStorage.OpenAsync(
            new Ayni.Storage.StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);

        var result = await new DataImporter(stores.Log, stores.Catalog).ImportAsync(
            events, products, mapping, new ImportOptions());

        Assert.Equal((2L, 1), (result.Interactions.Kept, result.ProductsWritten));
        Assert.Equal(1.17m, Assert.Single(await stores.Catalog.GetAsync(["p1"])).Price);
    }

    [Fact]
    public void Read_RowsEndingWithADelimiter_AreWhole()
    {
        using var workspace = new Workspace();

        Assert.Equal(Expected, Read(workspace, workspace.Write(
            "e.csv", "user,product,time,quantity\nu1,p1,2026-01-02T03:04:05Z,2,\nu2,p2,2026-01-03,1,\n")));
    }

    [Fact]
    public void Paths_FolderAndStandardInput_AreFilesInOrderOfName()
    {
        using var workspace = new Workspace();
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Path, "in")).FullName;
        foreach (var name in new[] { "b.csv", "a.csv", ".hidden" })
            File.WriteAllText(Path.Combine(folder, name), Csv);
        string copy;
        using (var paths = new InputPaths([folder, "-"], () => new MemoryStream(Encoding.UTF8.GetBytes(Csv))))
        {
            Assert.Equal(["a.csv", "b.csv"], paths.Paths.Take(2).Select(Path.GetFileName));
            copy = paths.Paths[2];
            Assert.Equal(Expected, Read(workspace, copy));
        }

        Assert.False(File.Exists(copy));
        Assert.Throws<AyniException>(() => new InputPaths(["absent"], () => Stream.Null));
    }

    [Fact]
    public void Read_SeveralFiles_CountsThemTogetherAndNamesTheFileOfABadRow()
    {
        using var workspace = new Workspace();
        var first = workspace.Write("1.csv", Csv);
        var second = workspace.Write("2.csv", Csv + "u3,p3,soon,1\n");

        using var file = new InteractionFile([first, second], Load(workspace), new ImportOptions());
        var kept = file.Read().ToList();

        Assert.Equal(4, kept.Count);
        Assert.Equal(5, file.Report.Read);
        var bad = Assert.Single(file.Report.Rows);
        Assert.Equal(("2.csv", 4), (bad.File, bad.Line));
        Assert.Equal(1, file.Fraction);
    }

    [Fact]
    public void Open_Archive_IsRefusedWithTheRemedy()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("files.zip", "PK\u0003\u0004 events.csv");

        var error = Assert.Throws<AyniException>(() => Read(workspace, path));

        Assert.Contains("unpack it", error.Message, StringComparison.Ordinal);
    }

    private static ImportMapping Load(Workspace workspace, string mapping = Mapping)
        => ImportMapping.Load(workspace.Write("map.json", mapping));

    private static List<(string, string?, double, string)> Read(
        Workspace workspace, string path, string mapping = Mapping)
    {
        using var file = new InteractionFile(path, Load(workspace, mapping), new ImportOptions());
        return [.. file.Read().Select(Facts)];
    }

    private static (string, string?, double, string) Facts(Ayni.Domain.Interactions.Interaction one) => (
        one.UserId, one.ProductId, one.Score ?? 0,
        one.Timestamp.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

    // Public members with setters, as the serializer wants them.
    private sealed record ParquetRow(string user, string? product, DateTime time, int? quantity)
    {
        public ParquetRow()
            : this("", null, default, null)
        {
        }
    }
}
