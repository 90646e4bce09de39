using System.Diagnostics;
using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests.Measurements;

/// <summary>
/// Times deletion by age on 200,000 interactions, and single appends beside it; prints the figures of the README of
/// Ayni.Data/Retention.
/// </summary>
internal static class RetentionMeasurement
{
    private const int Interactions = 200_000;
    private const int Appends = 300;

    private static readonly int[] BatchSizes = [500, 1_000, 2_000, 5_000];
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(StorageOptions options)
    {
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        await storage.Log.AppendBulkAsync(
            Samples.Stream(Enumerable.Range(0, Interactions).Select(i => Make(i, "old"))));
        Print($"bulk append: {Interactions} in {clock.Elapsed.TotalSeconds:f2} s");
        await AppendAsync(storage, "alone", CancellationToken.None);
        clock.Restart();
        var count = await storage.Retention.CountAsync(RetainedType.Of("view"), Start.AddDays(365));
        Print($"count of what is old: {count.Interactions} in {clock.Elapsed.TotalMilliseconds:f0} ms");
        var from = (DateTimeOffset?)null;
        foreach (var size in BatchSizes)
        {
            using var stop = new CancellationTokenSource();
            var beside = AppendAsync(storage, $"beside batches of {size}", stop.Token);
            from = await DeleteAsync(storage, size, from, beside);
            await stop.CancelAsync();
        }
    }

    private static async Task<DateTimeOffset?> DeleteAsync(
        AyniStorage storage, int size, DateTimeOffset? from, Task beside)
    {
        var claim = new RetentionClaim("measure", TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
        await storage.Retention.ClaimAsync(claim);
        var order = new RetentionOrder(RetainedType.Of("view"), 1, Start.AddDays(365), Start);
        var times = new List<double>();
        var deleted = 0L;
        while (!beside.IsCompleted)
        {
            var clock = Stopwatch.StartNew();
            var batch = await storage.Retention.DeleteAsync(claim, order, from, size);
            times.Add(clock.Elapsed.TotalMilliseconds);
            (from, deleted) = (batch.Newest ?? from, deleted + batch.Deleted);
            if (batch.IsLast)
                break;
            await Task.Delay(Pause, TimeProvider.System);
        }

        await storage.Retention.ReleaseAsync("measure");
        Print($"batches of {size}: {times.Count}, {deleted} deleted, {Describe(times)}");
        await beside;
        return from;
    }

    private static async Task AppendAsync(AyniStorage storage, string what, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var times = new List<double>();
        for (var i = 0; i < Appends && !cancellationToken.IsCancellationRequested; i++)
        {
            var clock = Stopwatch.StartNew();
            await storage.Log.AppendAsync([Make(Interactions + i, what)], CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print($"single appends {what}: {times.Count}, {Describe(times)}");
    }

    private static string Describe(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {times[times.Count / 2]:f1}, 95 % {times[times.Count * 95 / 100]:f1}, most {times[^1]:f1} ms");
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static Interaction Make(int number, string prefix) => new()
    {
        EventId = $"{prefix}-{number:x8}",
        UserId = $"user-{number * 7919 % 20_000}",
        ProductId = $"product-{number * 104_729 % 5_000}",
        Type = number % 4 == 0 ? InteractionType.Purchase : InteractionType.View,
        Timestamp = Start.AddMinutes(number),
    };
}
