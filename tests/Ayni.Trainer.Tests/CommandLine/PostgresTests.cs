using System.Text.Json;
using Ayni.Silo.Hosting;
using Ayni.Testing;
using Ayni.Trainer.Tests.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ayni.Trainer.Tests.CommandLine;

[Collection(PostgresDatabase.Collection)]
public class PostgresTests
{
    private const int MostTries = 10;

    private const string TwoSales =
        ImportFixture.RetailHeader
        + "1,A1,LAMP,5,2011-01-01 10:00:00,1.50,7,UK\n"
        + "2,A2,MUG,5,2011-01-02 10:00:00,2.50,8,UK\n";

    [SkippableFact]
    public Task Import_IntoPostgres_IsThereTheSecondTime() => OnADatabaseAsync(async (connectionString, path) =>
    {
        string[] args = ["import", path, "--mapping", "online-retail", "--postgres", connectionString, "--json"];

        var first = await CommandLineRun.OfAsync(args);
        var second = await CommandLineRun.OfAsync(args);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(2, first.Json.GetProperty("appended").GetInt64());
        Assert.Equal(2, second.Json.GetProperty("duplicates").GetInt64());
    });

    [SkippableFact]
    public Task Train_OnADatabaseThatAClusterServes_AsksIt() => OnADatabaseAsync(async (connectionString, path) =>
    {
        await CommandLineRun.OfAsync("import", path, "--mapping", "online-retail", "--postgres", connectionString);
        Assert.False(await ServingCluster.IsUpAsync(connectionString, "ayni", CancellationToken.None));
        using var silo = SiloOn(connectionString);
        await silo.StartAsync();
        Assert.True(await ServingCluster.IsUpAsync(connectionString, "ayni", CancellationToken.None));

        var trained = await CommandLineRun.OfAsync(
            "train", "--postgres", connectionString, "--rank", "2", "--judged-share", "0", "--json");
        var recommended = await RecommendAsync(connectionString);
        await silo.StopAsync();

        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.True(recommended.ExitCode == 0, recommended.Error);
        Assert.Contains("A2", recommended.Out, StringComparison.Ordinal);
    });

    // On busy processors the first answer may be made of what is at hand: it says so, and is asked for again.
    private static async Task<CommandLineRun> RecommendAsync(string connectionString)
    {
        for (var tries = 1; ; tries++)
        {
            var run = await CommandLineRun.OfAsync(
                "recommend", "--user", "7", "--postgres", connectionString, "--json");
            if (tries == MostTries || run.ExitCode != 0
                || run.Json.GetProperty("degraded_reason").ValueKind == JsonValueKind.Null)
                return run;
        }
    }

    private static async Task OnADatabaseAsync(Func<string, string, Task> test)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("retail.csv", TwoSales);
        await PostgresDatabase.UseAsync(connection => test(connection, path));
    }

    private static IHost SiloOn(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ayni:Postgres"] = connectionString,
            ["Ayni:SiloPort"] = $"{FreePorts.Next()}",
            ["Ayni:GatewayPort"] = $"{FreePorts.Next()}",
            ["Ayni:AdvertisedAddress"] = "127.0.0.1",
        });
        builder.AddAyniSilo();
        return builder.Build();
    }
}
