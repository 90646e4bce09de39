using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Storage.Backups;
using Ayni.Storage.Schema;
using Ayni.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Schema;

/// <summary>
/// Stores as programs of earlier schemas left them, each as its SQLite file and as an archive. Made by
/// <c>dotnet run --project tests/Ayni.Storage.Tests -- earlier tests/Ayni.Storage.Tests/Schema/Earlier</c>, which
/// leaves those alone that are there: a file is of its program for ever.
/// </summary>
internal static class EarlierStore
{
    /// <summary>Schemas from which on a table or a column is there.</summary>
    public const int WithPositions = 2;
    public const int WithAddedAt = 3;
    public const int WithOwnTypes = 6;
    public const int WithImports = 7;
    public const int WithErasures = 8;

    public static DateTimeOffset MadeAt { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Dictionary<string, Dictionary<string, object?>[]> Planted = new()
    {
        ["interactions"] =
        [
            Row(("position", 1L), ("event_id", "e-1"), ("user_id", "ñ 🛒"), ("product_id", "p-a"), ("type", 3L),
                ("timestamp_ms", Noon.ToUnixTimeMilliseconds()), ("score", 4.5), ("order_id", "o-1"),
                ("custom_type", "quote"), ("review_text", "¿Hay en rojo?")),
            Row(("position", 3L), ("event_id", "e-3"), ("user_id", "u"), ("type", 5L), ("query", "olla"),
                ("timestamp_ms", Noon.ToUnixTimeMilliseconds()), ("duration_ms", 1500L)),
        ],
        ["erased_events"] = [Row(("event_hash", EventHash.Of("e-2")), ("position", 2L))],
        ["products"] =
        [
            Row(("product_id", "p-a"), ("name", "Olla"), ("price", "12.5"), ("list_price", "15.0"), ("currency", "PEN"),
                ("stock", 3L), ("is_active", 1L), ("position", 2L), ("added_at_ms", 5L), ("tags", "[\"a\",\"ñ\"]")),
            Row(("product_id", "p-b"), ("name", "Bare"), ("currency", "PEN"), ("is_active", 0L), ("position", 4L),
                ("added_at_ms", 6L)),
        ],
        ["deleted_products"] = [Row(("product_id", "gone"), ("position", 3L))],
        ["grain_state"] =
        [
            Row(("grain_id", "user/u"), ("state_name", "profile"), ("version", 9L),
                ("payload", """{"v":1,"state":{"Segment":"wholesale"}}""")),
        ],
        ["imports"] =
        [
            Row(("id", 7L), ("target", 1L), ("file_name", "f.csv"), ("sha256", "aa"), ("size_bytes", 1L),
                ("mapping", "m"), ("mapping_sha256", "bb"), ("first_position", 1L), ("last_position", 3L),
                ("rows_read", 3L), ("rows_kept", 3L), ("imported_at_ms", 5L)),
        ],
        ["erasures"] = [Row(("number", 1L), ("lowest_position", 2L))],
    };

    /// <summary>Files of one kind, by the version of their schema.</summary>
    public static IReadOnlyList<int> Versions { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.zip").Select(path => int.Parse(
            Path.GetFileNameWithoutExtension(path)["schema-".Length..], CultureInfo.InvariantCulture)).Order(),
    ];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Schema", "Earlier");

    public static string DatabaseOf(int version) => NameOf(Folder, version, "db");

    public static string ArchiveOf(int version) => NameOf(Folder, version, "zip");

    /// <summary>Makes what is missing of the schemas that this program knows.</summary>
    public static async Task MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var version in Enumerable.Range(1, SqliteSchema.Migrations.Count))
        {
            if (File.Exists(NameOf(folder, version, "zip")))
                continue;
            var directory = Directory.CreateTempSubdirectory("ayni-earlier-");
            var path = Path.Combine(directory.FullName, SqliteDatabase.FileName);
            await PlantAsync(path, version);
            await StoreBackup.WriteAsync(
                new BackupRequest
                {
                    File = NameOf(folder, version, "zip"),
                    Storage = new StorageOptions { DataDirectory = directory.FullName },
                    ProgramVersion = "0.1.0",
                },
                TimeProvider.System);
            File.Copy(path, NameOf(folder, version, "db"));
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What a store of that schema holds for the program of today.</summary>
    public static async Task AssertHeldAsync(AyniStorage stores, int version)
    {
        var rows = await stores.Log.ReadAsync(0, 10);
        Assert.Equal([1, 3], rows.Select(row => row.Position));
        var first = rows[0].Interaction;
        Assert.Equal(("e-1", "ñ 🛒", "p-a", 4.5, "o-1"),
            (first.EventId, first.UserId, first.ProductId, first.Score, first.OrderId));
        Assert.Equal(version >= WithOwnTypes ? "¿Hay en rojo?" : null, first.ReviewText);
        Assert.Equal("olla", rows[1].Interaction.Query);
        Assert.Equal([2], await stores.Erased.ReadErasedAsync(0, 10));
        var late = (await stores.Log.AppendAsync([View("e-2")]))[0];
        Assert.Equal((2, true), (late.Position, late.IsDuplicate));
        Assert.Equal(4, (await stores.Log.AppendAsync([View("new")]))[0].Position);
        await AssertCatalogHeldAsync(stores, version);
        Assert.Equal(version >= WithImports ? 1 : 0, (await stores.Imports.ReadNewestAsync(10)).Count);
        Assert.Equal(version >= WithErasures ? 1 : 0, await stores.Copies.GetErasuresAsync());
        var profile = await stores.States.FindAsync<Profile>(
            "ayni", "profile", GrainId.Create("user", "u"), CancellationToken.None);
        Assert.Equal("wholesale", profile?.Segment);
    }

    private static async Task AssertCatalogHeldAsync(AyniStorage stores, int version)
    {
        var changes = await stores.Catalog.ReadChangesAsync(0, 10);
        Assert.Equal(
            version >= WithPositions ? [(2L, "p-a"), (3L, "gone"), (4L, "p-b")] : [(1L, "p-a"), (2L, "p-b")],
            changes.Select(change => (change.Position, change.ProductId)));
        var product = changes[0].Product!;
        Assert.Equal(("Olla", 12.5m, 15m, "PEN", 3),
            (product.Name, product.Price, product.ListPrice, product.Currency, product.Stock));
        Assert.Equal(version >= WithAddedAt ? TextSet.Of(["a", "ñ"]) : TextSet.Empty, product.Tags);
        Assert.Equal(
            version >= WithAddedAt ? DateTimeOffset.FromUnixTimeMilliseconds(5) : MadeAt, product.AddedAt);
        var last = changes[^1].Position;
        Assert.Equal(last + 1, await stores.Catalog.DeleteAsync("p-b"));
    }

    private static async Task PlantAsync(string path, int version)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await SchemaMigrator.MigrateAsync(connection, [.. SqliteSchema.Migrations.Take(version)], MadeAt);
        foreach (var table in (await SqliteTables.NamesAsync(connection)).Where(Planted.ContainsKey))
        {
            var known = new HashSet<string>();
            await using (var columns = await connection.Command(
                "SELECT name FROM pragma_table_info(@table)", ("table", table)).ExecuteReaderAsync())
                while (await columns.ReadAsync())
                    known.Add(columns.GetString(0));
            foreach (var row in Planted[table].Select(row => row.Where(value => known.Contains(value.Key)).ToList()))
            {
                await connection.ExecuteAsync(
                    $"INSERT INTO {table} ({string.Join(", ", row.Select(value => value.Key))}) "
                    + $"VALUES ({string.Join(", ", row.Select(value => $"@{value.Key}"))})",
                    [.. row.Select(value => (value.Key, value.Value))]);
            }
        }

        await connection.ExecuteAsync("UPDATE log_head SET position = 3");
        if (version >= WithPositions)
            await connection.ExecuteAsync("UPDATE catalog_head SET position = 4");
        await connection.ExecuteAsync("VACUUM");
    }

    private static string NameOf(string folder, int version, string extension) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"schema-{version:D2}.{extension}"));

    private static Dictionary<string, object?> Row(params (string Column, object? Value)[] values) =>
        values.ToDictionary(value => value.Column, value => value.Value);

    private sealed record Profile
    {
        public string? Segment { get; init; }
    }
}
