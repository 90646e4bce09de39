using Ayni.Data.Mart;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Copies;

/// <summary>That an erasure over HTTP reaches the folders made of the log without a command.</summary>
public sealed class CopyJobTests
{
    private const string AtOnce = "--Ayni:Copies:Wait=00:00:00";
    private const string Never = "--Ayni:Copies:Every=00:00:00";

    private const string Events = """
        [{"event_id": "c-1", "user_id": "secret-shopper", "product_id": "p", "interaction_type": "view"},
         {"event_id": "c-2", "user_id": "ben", "product_id": "p", "interaction_type": "view"}]
        """;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Delete_ShopperOfAMart_LeavesItWithoutACommand(bool isPostgres) => UseAsync(
        isPostgres, async (data, settings) =>
        {
            using var marts = new TemporaryFolder();
            await using var gateway = await RunningGateway.StartAsync(data, [.. settings, AtOnce]);
            await gateway.Client.PostAsync("/v1/events?wait=applied", Events);
            await MakeAsync(gateway, Path.Combine(marts.Path, "mart"));
            var before = await gateway.Client.GetAsync("/v1/status");

            var answer = await gateway.Client.DeleteAsync("/v1/users/secret-shopper");
            await Eventually.HoldsAsync(() => IsCleanAsync(gateway), "the mart is purged");

            Assert.Equal(
                (1, 0), (before["copies.registered"].GetInt32(), before["copies.pending"].GetInt32()));
            Assert.Equal(1, answer["folders_pending"].GetInt32());
            Assert.True(answer["folders_due_at"].GetDateTimeOffset() <= TimeProvider.System.GetUtcNow());
            await AssertWithoutShopperAsync(Path.Combine(marts.Path, "mart"));
        });

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task PutConsents_ShopperOfAMartWithdrawsAnalytics_LeavesItWithoutACommand(bool isPostgres) => UseAsync(
        isPostgres, async (data, settings) =>
        {
            using var marts = new TemporaryFolder();
            await using var gateway = await RunningGateway.StartAsync(data, [.. settings, AtOnce]);
            await gateway.Client.PostAsync("/v1/events?wait=applied", Events);
            await MakeAsync(gateway, Path.Combine(marts.Path, "mart"));

            (await gateway.Client.PutAsync("/v1/users/secret-shopper/consents", """{"analytics": false}"""))
                .AssertOk();
            await Eventually.HoldsAsync(() => IsCleanAsync(gateway), "the mart is purged");
            await MakeAsync(gateway, Path.Combine(marts.Path, "later"));

            await AssertWithoutShopperAsync(Path.Combine(marts.Path, "mart"));
            await AssertWithoutShopperAsync(Path.Combine(marts.Path, "later"));
            var shopper = await gateway.Client.GetAsync("/v1/users/secret-shopper");
            Assert.Equal(1, shopper["interaction_count"].GetInt32());
        });

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Start_AfterAKillInTheMiddleOfAPurge_FinishesIt(bool isPostgres) => UseAsync(
        isPostgres, async (data, settings) =>
        {
            using var marts = new TemporaryFolder();
            var mart = Path.Combine(marts.Path, "mart");
            await using (var idle = await RunningGateway.StartAsync(data, [.. settings, Never]))
            {
                await idle.Client.PostAsync("/v1/events?wait=applied", Events);
                await MakeAsync(idle, mart);
                var answer = await idle.Client.DeleteAsync("/v1/users/secret-shopper");
                Assert.Equal("null", answer["folders_due_at"].GetRawText());
                Assert.Equal(1, (await idle.Client.GetAsync("/v1/status"))["copies.pending"].GetInt32());

                // What a kill leaves while the new files are written, and what one leaves before they are moved.
                var left = Directory.CreateDirectory(Path.Combine(mart, ".purge", "users")).FullName;
                await File.WriteAllTextAsync(Path.Combine(left, "part-0000.parquet"), "half");
            }

            await using var gateway = await RunningGateway.StartAsync(data, settings);
            await Eventually.HoldsAsync(() => IsCleanAsync(gateway), "the mart is purged");

            await AssertWithoutShopperAsync(mart);
        });

    [Fact]
    public async Task Look_ErasureByAnotherProcess_IsFound()
    {
        using var marts = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Copies:Every=00:00:10");
        await gateway.Client.PostAsync("/v1/events?wait=applied", Events);
        await MakeAsync(gateway, Path.Combine(marts.Path, "mart"));

        await gateway.App.Services.GetRequiredService<IInteractionLog>().EraseUserAsync("secret-shopper");
        await Eventually.HoldsAsync(() => IsCleanAsync(gateway), "the mart is purged");

        await AssertWithoutShopperAsync(Path.Combine(marts.Path, "mart"));
    }

    [Fact]
    public async Task Delete_MartThatIsGone_IsToldAsMissing()
    {
        using var marts = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(null, AtOnce);
        await gateway.Client.PostAsync("/v1/events?wait=applied", Events);
        await MakeAsync(gateway, Path.Combine(marts.Path, "mart"));
        Directory.Delete(Path.Combine(marts.Path, "mart"), recursive: true);

        await gateway.Client.DeleteAsync("/v1/users/secret-shopper");

        await Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync("/v1/status"))["copies.missing"].GetInt32() == 1,
            "the mart is told to be missing");
    }

    private static async Task UseAsync(bool isPostgres, Func<string, string[], Task> test)
    {
        using var folder = new TemporaryFolder();
        if (!isPostgres)
        {
            await test(folder.Path, []);
            return;
        }

        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        await test(folder.Path, ClusterSettings.On(database));
    }

    private static async Task MakeAsync(RunningGateway gateway, string directory)
    {
        var services = gateway.App.Services;
        var maker = new MartMaker(
            services.GetRequiredService<IInteractionLog>(),
            services.GetRequiredService<ICatalogStore>(),
            services.GetRequiredService<IConsents>());
        await maker.MakeRegisteredAsync(
            directory,
            new MartOptions { ProgramVersion = "1.2.3", MadeAt = TimeProvider.System.GetUtcNow(), Steps = null },
            services.GetRequiredService<ILogCopies>(),
            Environment.MachineName);
    }

    private static async Task<bool> IsCleanAsync(RunningGateway gateway)
    {
        var copies = await gateway.App.Services.GetRequiredService<ILogCopies>().ReadAsync();
        return copies.All(copy => copy.ErasuresWithin == 0);
    }

    private static async Task AssertWithoutShopperAsync(string mart)
    {
        Assert.Equal(1, MartManifest.Load(mart).Tables.Single(table => table.Name == "user_item_interactions").Rows);
        Assert.Empty(await MartVerifier.VerifyAsync(mart));
        foreach (var file in Directory.EnumerateFiles(mart, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("secret-shopper", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }
}
