using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>Hears the spans of this process that somebody else keeps; keeps none by itself.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly SemaphoreSlim _news = new(0);
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (!span.Recorded)
                    return;
                _ended.Enqueue(span);
                _news.Release();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The recorded spans of a trace so far.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) =>
        [.. _ended.Where(span => span.TraceId == trace)];

    /// <summary>Waits until a trace holds such a span.</summary>
    public async Task<Activity> WaitForAsync(ActivityTraceId trace, Func<Activity, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Of(trace).FirstOrDefault(isWanted) is { } found)
                return found;
            try
            {
                await _news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"not in {string.Join(", ", Of(trace).Select(Describe))}");
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _news.Dispose();
    }

    private static string Describe(Activity span) =>
        $"{span.Source.Name}/{span.OperationName} ({span.DisplayName}, {span.Kind})";
}
