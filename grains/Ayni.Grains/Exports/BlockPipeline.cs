using System.Runtime.CompilerServices;

namespace Ayni.Grains.Exports;

/// <summary>
/// Works on some blocks at a time, and gives the results in the blocks' order: as many are under way as keep all
/// processors busy, so that memory is bounded, and a slow taker slows the reading down.
/// </summary>
internal static class BlockPipeline
{
    /// <summary>Blocks under way at one time: of some the profiles are read while others are scored.</summary>
    public static int MaxBlocks { get; } = 2 * Environment.ProcessorCount;

    /// <summary>One result a block. Once the taker stops, what is under way is cancelled and waited for.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="work">Works on one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<Shopper>>> blocks,
        Func<IReadOnlyList<Shopper>, CancellationToken, Task<T>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var under = new Queue<Task<T>>();
        try
        {
            await foreach (var block in blocks(stopping.Token))
            {
                under.Enqueue(work(block, stopping.Token));
                if (under.Count > MaxBlocks)
                    yield return await under.Dequeue();
            }

            while (under.TryDequeue(out var done))
                yield return await done;
        }
        finally
        {
            // Whoever asked is gone, or one of them failed: the others are nobody's.
            await stopping.CancelAsync();
            await Task.WhenAll(under).ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
