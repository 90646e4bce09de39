using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Benchmarks.Reranking;

/// <summary>
/// Asks for the same shoppers' lists with and without the re-ranker of the version that answers, in turn, in one
/// process, one at a time. Who asks is Zipf-distributed, by a seed.
/// </summary>
internal sealed class RerankingCost(int rounds, int requests, int shoppers, TimeProvider time)
{
    private const int Seed = 7;
    private const double ZipfExponent = 0.8;

    public async Task PrintAsync(StorageOptions storage, TextWriter output, CancellationToken stop)
    {
        var console = new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System);
        await using var silo = await SiloSession.StartAsync(storage, console, stop);
        var users = await UsersAsync(silo.Services.GetRequiredService<IInteractionLog>(), stop);
        RecommendationRequest[] ways =
        [
            new() { Patch = new ScenarioPatch { Reranks = false }, IsUnseen = true }, new() { IsUnseen = true },
        ];
        var times = ways.Select(_ => new List<double>()).ToArray();
        var bytes = new double[ways.Length];
        Array.Fill(bytes, double.PositiveInfinity);
        var changed = 0;
        foreach (var user in users)
        {
            var lists = new List<string>();
            foreach (var way in ways)
            {
                var answer = await AskAsync(silo, user, way, stop);
                lists.Add(string.Join(' ', answer.Items.Select(item => item.ProductId)));
            }

            changed += lists[0] == lists[1] ? 0 : 1;
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
                bytes[way] = Math.Min(bytes[way], await RoundAsync(silo, users, ways[way], times[way], stop));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{users.Length} shoppers, of whom {changed} have another list re-ranked."));
        await PrintAsync(output, "as the parts order", times[0], bytes[0]);
        await PrintAsync(output, "re-ranked", times[1], bytes[1]);
    }

    private async Task<double> RoundAsync(
        SiloSession silo, string[] users, RecommendationRequest way, List<double> times, CancellationToken stop)
    {
        var random = new Random(Seed);
        var cumulated = new double[users.Length];
        for (var user = 0; user < users.Length; user++)
            cumulated[user] = (user == 0 ? 0 : cumulated[user - 1]) + Math.Pow(user + 1, -ZipfExponent);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var request = 0; request < requests; request++)
        {
            var found = Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1]);
            var begun = time.GetTimestamp();
            await AskAsync(silo, users[Math.Min(found < 0 ? ~found : found, users.Length - 1)], way, stop);
            times.Add(time.GetElapsedTime(begun).TotalMilliseconds);
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)requests;
    }

    private static Task<RecommendationAnswer> AskAsync(
        SiloSession silo, string user, RecommendationRequest way, CancellationToken stop) =>
        silo.Grains.GetGrain<IUserGrain>(user).Recommend(way, stop);

    private async Task<string[]> UsersAsync(IInteractionLog log, CancellationToken stop)
    {
        var users = new List<string>();
        await foreach (var logged in log.ReadByUserAsOfAsync(await log.GetHeadAsync(stop), 1, stop))
        {
            if (users.Count == shoppers)
                break;
            if (users.Count == 0 || users[^1] != logged.Interaction.UserId)
                users.Add(logged.Interaction.UserId);
        }

        return [.. users];
    }

    private static Task PrintAsync(TextWriter output, string name, List<double> times, double bytes)
    {
        times.Sort();
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: p50 {At(0.5):F2} ms, p99 {At(0.99):F2} ms, {bytes / 1024:F0} KiB allocated an answer"));

        double At(double share) => times[(int)Math.Ceiling(share * times.Count) - 1];
    }
}
