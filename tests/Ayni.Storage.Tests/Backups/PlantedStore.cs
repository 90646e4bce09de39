using System.Text;
using Ayni.Domain.Catalog;
using Ayni.Domain.Copies;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Backups;

/// <summary>A store with some of everything, and what reads it back.</summary>
internal static class PlantedStore
{
    /// <summary>Over one row of a value in PostgreSQL.</summary>
    private const int LargeFileBytes = (16 << 20) + 3;

    public static async Task PlantAsync(StorageFixture fixture)
    {
        var stores = await fixture.OpenAsync();
        await stores.Log.AppendAsync(Interactions());
        await stores.Log.AppendAsync(Views("gone-", 3, "forgotten"));
        await stores.Log.EraseUserAsync("forgotten");
        await stores.Log.AppendAsync(Views("after-", 5, "ＳＨＯＰ"));
        await stores.Catalog.UpsertAsync(Products());
        await stores.Catalog.DeleteAsync("gone");
        await stores.Imports.AddAsync([Import(1), Import(2)]);
        await stores.Copies.BeginAsync(LogCopyKind.Mart, "host", "/ño/folder", 0, Noon);
        await stores.Models.WriteAsync("models/default/v1/items.safetensors", Bytes(LargeFileBytes));
        await stores.Models.WriteAsync("models/default/v1/empty", Array.Empty<byte>());
        await stores.Models.WriteAsync("runs/default/r1/plan.json", Bytes(5));
        await PutStateAsync(fixture.Options, "modelregistry/default", "model-registry", Payload("registry"));
        await PutStateAsync(fixture.Options, "scenariolibrary/0", "scenario-library", Payload("scenarios"));
        await PutStateAsync(fixture.Options, "user/u1", "profile", Payload("\u00f1 🛒 \\\"quoted\\\""));
        await PutStateAsync(fixture.Options, "user/0017", "profile", Payload("of a number"));
        await PutStateAsync(fixture.Options, "user/abc", "profile", Payload("of a hexadecimal number"));
        await PutStateAsync(fixture.Options, "user/ABC", "profile", Payload("of another shopper"));
    }

    /// <summary>What a store gives through its interfaces, as text; of its files, those of models.</summary>
    public static async Task<string> DescribeAsync(AyniStorage stores)
    {
        var text = new StringBuilder();
        text.AppendLine($"log {await stores.Log.GetHeadAsync()}");
        foreach (var row in await stores.Log.ReadAsync(0, 1_000_000))
            text.AppendLine($"{row}");
        foreach (var position in await stores.Erased.ReadErasedAsync(0, 1_000))
            text.AppendLine($"erased {position}");
        text.AppendLine($"catalogue {await stores.Catalog.GetHeadAsync()}");
        foreach (var change in await stores.Catalog.ReadChangesAsync(0, 1_000))
            text.AppendLine($"{change}");
        foreach (var import in await stores.Imports.ReadNewestAsync(100))
            text.AppendLine($"{import}");
        foreach (var copy in await stores.Copies.ReadAsync())
            text.AppendLine($"{copy}");
        foreach (var key in await stores.Models.ListAsync("models/"))
            text.AppendLine($"{key} {Convert.ToHexString(
                System.Security.Cryptography.SHA256.HashData((await stores.Models.ReadAsync(key))!))}");
        return text.ToString();
    }

    public static string Payload(string text) => $$$"""{"v":1,"state":{"Text":"{{{text}}}"}}""";

    /// <summary>Stores a state as the silo's provider of this store does.</summary>
    public static async Task PutStateAsync(StorageOptions options, string grain, string name, string payload)
    {
        await using var stores = await AyniStorage.OpenAsync(options, TimeProvider.System);
        await stores.Database.WriteAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO grain_state (grain_id, state_name, service_id, version, payload) "
                + "VALUES (@grain, @name, @service, 7, @text)",
                ("grain", grain),
                ("name", name),
                ("service", options.PostgresConnectionString is null ? "" : "ayni"),
                ("text", payload)),
            CancellationToken.None);
    }

    private static Interaction[] Interactions() =>
    [
        View("e1"),
        View("e-🛒 \"x\" \\ \u2028", "ＳＨＯＰ", "ｐ/1"),
        View("e3", "u1", null),
        View("number", "0017"),
        View("hexadecimal", "abc"),
        new Interaction
        {
            EventId = "e4",
            UserId = "u1",
            ProductId = "p1",
            Type = InteractionType.Rating,
            Score = 4.1,
            Timestamp = Noon.AddMilliseconds(1),
            Duration = TimeSpan.FromMilliseconds(1234),
            OrderId = "o-1",
            ReviewText = "line one\nline two\ttab",
        },
    ];

    private static Product[] Products() =>
    [
        new Product { ProductId = "p1", Name = "Olla", Price = 12.50m, ListPrice = 15m, Currency = "PEN", Stock = 3 },
        new Product { ProductId = "ｐ/1", Name = "Bare", IsActive = false, Tags = TextSet.Of(["a", "ñ"]) },
        new Product { ProductId = "gone", Name = "Gone" },
    ];

    private static ImportRecord Import(int number) => new()
    {
        Target = ImportTarget.Interactions,
        FileName = $"f{number}.csv",
        Sha256 = new string('a', 64),
        SizeBytes = 12,
        Mapping = "retail",
        MappingSha256 = new string('b', 64),
        FirstPosition = 1,
        LastPosition = 4,
        RowsRead = 5,
        RowsKept = 4,
        ImportedAt = Noon,
    };

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        return bytes;
    }
}
