using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Gateway.Tests.Processes;
using Ayni.Storage;
using Ayni.Storage.Backups;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Backups;

/// <summary>A shop that is backed up while it serves, restored, and served by another process.</summary>
public sealed class RestoredShopTests : IDisposable
{
    private const string OtherModel = """{"rank": 4, "sweeps": 2, "blocks": 2, "judged_share": 0}""";

    /// <summary>The second: on a busy machine an answer waits for the shopper's grain.</summary>
    private static readonly string[] Shop = ["--Ayni:Currency=PEN", "--Ayni:Gateway:ReadDeadline=00:01:00"];

    private static readonly string[] Questions =
    [
        "/v1/users/tea-drinker-0/recommendations?n=10",
        "/v1/users/coffee-drinker-7/recommendations?n=10&explain=true",
        "/v1/users/17/recommendations?n=5",
        "/v1/users/nobody/recommendations?n=10",
        "/v1/products/tea-3/similar?n=5",
    ];

    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Restore_OfAServingShop_AnswersTheSameByteForByte(bool fromPostgres, bool intoPostgres)
    {
        await using var from = await PlaceAsync("from", fromPostgres);
        await using var into = await PlaceAsync("into", intoPostgres);
        string[] before;
        string first;
        using (var gateway = await GatewayProcess.StartAsync(from.Folder, [.. Shop, .. from.Settings]))
        {
            first = await PlantAsync(gateway.Client);
            await StoreBackup.WriteAsync(
                new BackupRequest { File = Archive, Storage = from.Storage, ProgramVersion = "test" },
                TimeProvider.System);
            before = await AnswersAsync(gateway.Client);
            await gateway.KillAsync();
        }

        await StoreRestore.RunAsync(
            new RestoreRequest { File = Archive, Storage = into.Storage }, TimeProvider.System);
        using var restored = await GatewayProcess.StartAsync(into.Folder, [.. Shop, .. into.Settings]);

        Assert.Equal(before, await AnswersAsync(restored.Client));
        (await restored.Client.PostAsync($"/v1/models/{first}:activate", null)).AssertOk();
        Assert.Equal(first, (await restored.Client.GetAsync("/v1/models")).String("active_version"));
        await TrainedShop.TrainAsync(restored.Client);
        var again = await restored.Client.PostAsync("/v1/events", """
            [{"event_id": "tea-0-1", "user_id": "tea-drinker-0", "product_id": "tea-1", "interaction_type": "purchase"}]
            """);
        Assert.Equal(1, again["duplicates"].GetInt32());
    }

    [Fact]
    public async Task Start_OnAHalfRestoredDirectory_IsRefusedInOneLine()
    {
        await using var from = await PlaceAsync("from", false);
        await using var into = await PlaceAsync("into", false);
        await using (var stores = await AyniStorage.OpenAsync(from.Storage, TimeProvider.System))
            await stores.Models.WriteAsync("models/default/v1/items.safetensors", new byte[10]);
        await StoreBackup.WriteAsync(
            new BackupRequest { File = Archive, Storage = from.Storage, ProgramVersion = "test" }, TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(() => StoreRestore.RunAsync(
            new RestoreRequest { File = Archive, Storage = into.Storage },
            TimeProvider.System,
            new BreakingOff("files")));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => GatewayProcess.StartAsync(into.Folder, into.Settings));

        Assert.Contains(
            "Ayni cannot start: This store is half restored: the restore of 'shop.zip'", refused.Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Archive => Path.Combine(_folder.Path, "shop.zip");

    private static async Task<string> PlantAsync(GatewayClient client)
    {
        await TrainedShop.FillAsync(client);
        (await client.PostAsync("/v1/events", """
            [{"user_id": "17", "product_id": "tea-1", "interaction_type": "purchase"},
             {"user_id": "17", "product_id": "coffee-2", "interaction_type": "view"}]
            """)).AssertOk(HttpStatusCode.Accepted);
        (await client.PutAsync("/v1/users/17/profile", """{"segment": "wholesale"}""")).AssertOk();
        (await client.PutAsync("/v1/scenarios/gift", """{"sources": [{"name": "newest"}]}""")).AssertOk();
        (await client.PutAsync("/v1/interaction-types/quote", """{"weight": 2.5}""")).AssertOk();
        var first = await TrainedShop.TrainAsync(client);
        await TrainedShop.TrainAsync(client, OtherModel);
        return first;
    }

    private static async Task<string[]> AnswersAsync(GatewayClient client)
    {
        var answers = new List<string>();
        foreach (var question in Questions)
            answers.Add(await ItemsAsync(client, question));
        foreach (var path in new[] { "/v1/models", "/v1/users/17", "/v1/scenarios/gift", "/v1/interaction-types" })
        {
            var answer = await client.GetAsync(path);
            answer.AssertOk();
            answers.Add(answer.Text);
        }

        return [.. answers];
    }

    // Just after a start, on a busy machine, what is at hand may answer, and says that it is degraded.
    private static async Task<string> ItemsAsync(GatewayClient client, string question)
    {
        var items = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                var answer = await client.GetAsync(question);
                answer.AssertOk();
                items = answer["items"].GetRawText();
                return !(answer.Json.TryGetProperty("degraded", out var degraded) && degraded.GetBoolean());
            },
            $"a whole answer to {question}");
        return items;
    }

    private async Task<Place> PlaceAsync(string name, bool postgres)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        if (!postgres)
            return new Place(folder, new StorageOptions { DataDirectory = folder }, [], null);
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        return new Place(
            folder,
            new StorageOptions { PostgresConnectionString = database.ConnectionString },
            [
                $"--Ayni:Postgres={database.ConnectionString}",
                $"--Ayni:SiloPort={FreePorts.Next()}",
                $"--Ayni:GatewayPort={FreePorts.Next()}",
            ],
            database);
    }

    private sealed record Place(string Folder, StorageOptions Storage, string[] Settings, TemporaryDatabase? Database)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private sealed class BreakingOff(string part) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value)
        {
            if (value.Part == part)
                throw new IOException("The disk is gone.");
        }
    }
}
