using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Parquet.Serialization;
using Xunit.Abstractions;

namespace Ayni.Trainer.Tests.Import;

/// <summary>
/// Files of every kind with something odd or broken in them: looked at and read, or refused with a sentence; never a
/// fault, never without an end, and every row is kept or counted.
/// </summary>
public sealed class ImportFuzzTests(ITestOutputHelper output)
{
    private const int Short = 1_500;
    private const int Long = 50_000;
    private const int Rows = 40;
    private const int MostChanges = 4;
    private const int MostShown = 10;
    private const string LongVariable = "AYNI_FUZZ_LONG";
    private const string SeedVariable = "AYNI_FUZZ_SEED";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly string[] Cells =
    [
        "", " ", "\"", "\"\"", "'", "\"open", "a\"b", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\0", "\uFEFF", "\u202E",
        "🛒",
        "e\u0301", "=1+1", "1e999", "NaN", "-0", "0x1F", "1.234,50", "1,234.50", "S/ 12.90", "1,17 €", "٣٫٥", "--5",
        "(5)",
        "2026-02-30", "02/01/2026 10:00", "0001-01-01", "9999-12-31T23:59:59Z", "2099-01-01", "24:00", "1e18", "-1",
        "null",
        "N/A", "{\"a\":1}", "[1]", "añá", "\u2028", new('x', 129), new('9', 400), "../../etc/passwd", "<x>", "%00",
    ];

    [Fact]
    public void Files_WithSomethingBroken_AreReadOrRefusedInWords() => Run(Setting(SeedVariable, 1), Short);

    [SkippableFact, Trait("Length", "Long")]
    public void Files_ManyWithSomethingBroken_AreReadOrRefusedInWords()
    {
        Skip.IfNot(Setting(LongVariable, 0) == 1, $"The long form runs where {LongVariable} is 1.");
        Run(Setting(SeedVariable, 1), Long);
    }

    private void Run(int seed, int count)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var (read, refused) = (0, 0);
        for (var number = 0; number < count; number++)
        {
            using var workspace = new Workspace();
            var random = new Random(unchecked((seed * 486_187_739) + number));
            var path = Write(workspace, random);
            var start = Stopwatch.GetTimestamp();
            try
            {
                if (ReadWhole(path))
                    read++;
            }
            catch (AyniException refusal)
            {
                refused++;
                if (refusal.Message.Length < 10)
                    found.TryAdd("no words", $"{number}: “{refusal.Message}”");
            }
            catch (Exception fault)
            {
                var where = fault.StackTrace?.Split('\n')
                    .FirstOrDefault(line => line.Contains("Ayni", StringComparison.Ordinal));
                found.TryAdd($"{fault.GetType().Name} {where}", $"file {number}: {fault}");
            }

            if (Stopwatch.GetElapsedTime(start) is var took && took > Limit)
                found.TryAdd("slow", $"file {number}: {took}");
        }

        output.WriteLine($"seed {seed}: {count} files, {read} imported in part or whole, {refused} refused");
        Assert.True(
            found.Count == 0, $"seed {seed}, {found.Count} kinds:\n{string.Join("\n", found.Values.Take(MostShown))}");
        Assert.True(read > 0 && refused > 0, "Every file went one way: the changes change nothing or too much.");
    }

    private static bool ReadWhole(string path)
    {
        var plan = ImportSniffer.Look([path], [], new SniffHints { Currency = "PEN" });
        if (plan.Mapping is null || plan.Questions.Count > 0)
            return false;
        ImportPreview.Of(plan.Files, plan.Mapping, new ImportOptions());
        if (plan.Files.Interactions.Count > 0)
        {
            using var file = new InteractionFile(plan.Files.Interactions, plan.Mapping, new ImportOptions());
            ImportFixture.AssertBalanced(file.Read().ToList(), file.Report);
        }

        if (plan.Files.Products.Count > 0)
        {
            using var file = new ProductFile(plan.Files.Products, plan.Mapping, new ImportOptions());
            var kept = file.Read().Count();
            Assert.Equal(kept, file.Report.Kept);
        }

        return true;
    }

    private static string Write(Workspace workspace, Random random)
    {
        var (name, bytes) = Base(workspace, random);
        for (var changes = random.Next(1, MostChanges + 1); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes, random);
        byte[] packed = random.Next(10) switch
        {
            0 => GZip([.. bytes]),
            1 => [.. GZip([.. bytes]).SkipLast(random.Next(8))],
            2 => Zstd([.. bytes]),
            _ => [.. bytes],
        };
        var path = Path.Combine(workspace.Path, name);
        File.WriteAllBytes(path, packed);
        return path;
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, random.Next(Math.Min(16, bytes.Count - at) + 1));
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(64, bytes.Count - at) + 1)));
                break;
            case 4:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Cells[random.Next(Cells.Length)]));
                break;
        }
    }

    private static (string Name, List<byte> Bytes) Base(Workspace workspace, Random random)
    {
        var rows = Enumerable.Range(0, Rows).Select(_ => RowOf(random)).ToList();
        switch (random.Next(8))
        {
            case 0:
                return ("eventos.txt", Text("\t", null, rows, Encoding.UTF8));
            case 1:
                return ("eventos.csv", Text(";", "usuario;producto;fecha;tipo;cantidad;precio", rows, Encoding.Latin1));
            case 2:
                return ("events.csv", Text(",", "user,product,time,type,quantity,price", rows, Encoding.Unicode));
            case 3:
                return ("events.ndjson", [.. Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(JsonOf)))]);
            case 4:
                return ("events.json", [.. Encoding.UTF8.GetBytes($"[{string.Join(',', rows.Select(JsonOf))}]")]);
            case 5:
                var path = Workbook.Write(
                    workspace, "source.xlsx",
                    [["user", "product", "time", "type", "quantity", "price"], .. rows.Select(row => (object?[])row)]);
                return ("events.xlsx", [.. File.ReadAllBytes(path)]);
            case 6:
                using (var memory = new MemoryStream())
                {
                    ParquetSerializer.SerializeAsync(
                        rows.Select(row => new ParquetRow { user = row[0], product = row[1], time = row[2] }), memory)
                        .GetAwaiter().GetResult();
                    return ("events.parquet", [.. memory.ToArray()]);
                }

            default:
                return ("productos.csv", Text(",", "product_id,name,price,category,brand,stock", rows, Encoding.UTF8));
        }
    }

    private static string[] RowOf(Random random)
    {
        string[] row =
        [
            $"u{random.Next(9)}", $"p{random.Next(9)}", $"2026-01-{random.Next(1, 29):00} 10:{random.Next(60):00}:00",
            random.Next(3) == 0 ? "purchase" : "view", $"{random.Next(1, 5)}",
            (random.Next(100, 9_999) / 100m).ToString(CultureInfo.InvariantCulture),
        ];
        if (random.Next(30) == 0)
            row[random.Next(row.Length)] = Cells[random.Next(Cells.Length)];
        return row;
    }

    private static string JsonOf(string[] row) => System.Text.Json.JsonSerializer.Serialize(
        new { user = row[0], product = row[1], time = row[2], type = row[3], quantity = row[4], price = row[5] });

    private static List<byte> Text(string delimiter, string? header, List<string[]> rows, Encoding encoding) =>
    [
        .. encoding.GetPreamble(),
        .. encoding.GetBytes(string.Concat(
            rows.Select(row => string.Join(delimiter, row)).Prepend(header).Where(line => line is not null)
                .Select(line => line + "\n"))),
    ];

    private static byte[] GZip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return memory.ToArray();
    }

    private static byte[] Zstd(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zstd = new ZstdSharp.CompressionStream(memory))
            zstd.Write(bytes);
        return memory.ToArray();
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    // Public members with setters, as the serializer wants them.
    private sealed record ParquetRow
    {
        public string user { get; set; } = "";

        public string product { get; set; } = "";

        public string time { get; set; } = "";
    }
}
