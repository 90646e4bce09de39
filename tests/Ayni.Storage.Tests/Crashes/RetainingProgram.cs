using System.Globalization;
using Ayni.Domain.Retention;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>Deletes old views from a data directory until it is killed; prints what each batch deleted.</summary>
internal static class RetainingProgram
{
    private const int BatchInteractions = 20;

    // So short that the next process need not wait for one that was killed.
    private static readonly TimeSpan ClaimLength = TimeSpan.FromMilliseconds(1);

    public static async Task RunAsync(StorageOptions options, string run)
    {
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var order = new RetentionOrder(RetainedType.Of("view"), 1, Samples.Noon.AddDays(1), now);
        while (await storage.Retention.ClaimAsync(new RetentionClaim(run, now, ClaimLength)) is not null)
            now = TimeProvider.System.GetUtcNow();
        RetentionBatch? batch = null;
        while (batch is not { IsLast: true })
        {
            var claim = new RetentionClaim(run, TimeProvider.System.GetUtcNow(), ClaimLength);
            batch = await storage.Retention.DeleteAsync(claim, order, batch?.Newest, BatchInteractions);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{batch.Deleted} {AppendingProgram.EndOfLine}"));
        }
    }
}
