using System.Text.Json;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Training;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Evaluating.Scenarios;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tests.Evaluating;

/// <summary>What is judged is what serves.</summary>
public class ServedListsTests
{
    private static readonly TrainingOptions Options = new() { Rank = 4, Sweeps = 3, JudgedShare = 0 };

    [Fact]
    public async Task AskAsync_AsOfTheCutoff_GivesWhatAShopThatStoppedThereServes()
    {
        using var workspace = new Workspace();
        var (whole, before) = (Path.Combine(workspace.Path, "whole"), Path.Combine(workspace.Path, "before"));
        await DearAndCheapShop.ImportAsync(workspace, whole, isWhole: true);
        await DearAndCheapShop.ImportAsync(workspace, before, isWhole: false);

        var judged = await JudgedAsync(whole, [ShippedScenarios.Home, "popular", "trending", "email"]);

        await RunAtCutoffAsync("train", "--data", before, "--rank", "4", "--sweeps", "3", "--judged-share", "0");
        foreach (var scenario in new[] { ShippedScenarios.Home, "popular", "email" })
        {
            foreach (var shopper in new[] { 0, 7, DearAndCheapShop.Shoppers - 1 })
            {
                var userId = DearAndCheapShop.ShopperId(shopper);
                var served = await RunAtCutoffAsync(
                    "recommend", "--data", before, "--user", userId, "--scenario", scenario, "-n", "20", "--json");
                Assert.Equal(ProductsOf(served), judged[(scenario, userId)]);
            }
        }

        // A silo that has just started answers before the trends are counted; lists for everybody wait for them.
        var lists = await RunAtCutoffAsync(
            "recommend", "--data", before, "--all", "--scenario", "trending", "-n", "20");
        foreach (var list in lists.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var userId = JsonDocument.Parse(list).RootElement.GetProperty("user_id").GetString()!;
            Assert.Equal(ProductsOf(list), judged[("trending", userId)]);
        }
    }

    private static string[] ProductsOf(string answer)
    {
        string[] products =
        [
            .. JsonDocument.Parse(answer).RootElement.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("product_id").GetString()!),
        ];
        Assert.Equal(20, products.Length);
        return products;
    }

    private static async Task<Dictionary<(string Scenario, string UserId), string[]>> JudgedAsync(
        string data, string[] scenarios)
    {
        var console = new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System);
        var progress = new Progress<StepProgress>();
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = data }, TimeProvider.System);
        var reader = await LogReader.OpenAsync(stores.Log, progress, CancellationToken.None);
        var days = TimeSpan.FromDays(DearAndCheapShop.TestDays);
        var part = await LogSplit.ReadAsync(reader, Options.Weights, days, days, TimeSpan.Zero);
        var period = TestPeriod.Of(part, includesSeen: false);
        var past = new PastData(DearAndCheapShop.Cutoff, part.ProductIds!);
        await using var shop = new PastShop(console, DearAndCheapShop.Cutoff);
        await using (var copy = await shop.OpenStoresAsync(CancellationToken.None))
            await past.CopyAsync(stores, reader.Head, copy, progress, CancellationToken.None);
        await shop.ServeAsync(Options, TypeWeights.Empty, progress, CancellationToken.None);
        var asker = new ListAsker(shop.Grains, period, past.LastMetBy);
        var judged = new Dictionary<(string, string), string[]>();
        foreach (var scenario in scenarios)
        {
            var lists = await asker.AskAsync(
                ShippedScenarios.All[scenario], Objective.None, 20, progress, CancellationToken.None);
            Assert.Equal(0, lists.Degraded);
            for (var place = 0; place < period.Rows.Length; place++)
            {
                judged[(scenario, part.UserIds![period.Rows[place]])] =
                    [.. lists.Lists[place].Select(item => part.ProductIds![item])];
            }
        }

        return judged;
    }

    private static async Task<string> RunAtCutoffAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new TrainerConsole(
            TextWriter.Synchronized(output),
            TextWriter.Synchronized(error),
            false,
            new PastClock(TimeProvider.System, DearAndCheapShop.Cutoff));
        var code = await TrainerProgram.RunAsync(args, console, CancellationToken.None);
        Assert.True(code == ExitCodes.Success, error.ToString());
        return output.ToString();
    }
}
