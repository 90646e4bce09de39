using System.Diagnostics.Metrics;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Recommendations;
using Ayni.GrainInterfaces.Users;
using Ayni.Silo.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>What is recorded for an answer and for events, and that recording allocates nothing.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<string> _heard = [];

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public void Answered_Degraded_IsCountedAndMeasuredByItsTags()
    {
        var metrics = new RecommendationMetrics(Meters);
        using var listener = Listen(writes: true);

        metrics.Answered(Answer with { DegradedReason = "slow" }, TimeSpan.FromMilliseconds(2));
        metrics.Failed(new TimeoutException(), isLeft: false, TimeSpan.FromSeconds(1));
        metrics.Failed(new OperationCanceledException(), isLeft: true, TimeSpan.Zero);

        Assert.Equal(
        [
            "ayni.recommendations 1 source=popularity degraded=true outcome=answered",
            "ayni.recommendation.duration 0.002 source=popularity degraded=true outcome=answered",
            "ayni.recommendations 1 source=none degraded=false outcome=failed",
            "ayni.recommendation.duration 1 source=none degraded=false outcome=failed",
            "ayni.recommendations 1 source=none degraded=false outcome=cancelled",
            "ayni.recommendation.duration 0 source=none degraded=false outcome=cancelled",
        ], _heard);
    }

    [Fact]
    public void Taken_MixedEvents_AreCountedByTypeAndOutcome()
    {
        var metrics = new EventMetrics(Meters);
        using var listener = Listen(writes: true);
        Interaction[] events = [Event(InteractionType.View), Event(InteractionType.View), Event(InteractionType.Cart)];

        metrics.Open("kafka");
        metrics.Taken("kafka", events, [new("a", 1, false), new("b", 1, true), new("c", 2, false)]);
        metrics.Refused("kafka", 0);
        metrics.Refused("kafka", 2);
        metrics.CommitFailed("kafka");

        Assert.Equal(
        [
            "ayni.events.commit.failures 0 way=kafka",
            "ayni.events 1 way=kafka outcome=accepted type=view",
            "ayni.events 1 way=kafka outcome=duplicate type=view",
            "ayni.events 1 way=kafka outcome=accepted type=cart",
            "ayni.events 2 way=kafka outcome=refused type=unknown",
            "ayni.events.commit.failures 1 way=kafka",
        ], _heard);
    }

    [Fact]
    public void Record_WithAListener_AllocatesNothing()
    {
        var answers = new RecommendationMetrics(Meters);
        var events = new EventMetrics(Meters);
        using var listener = Listen(writes: false);
        Interaction[] interactions = [Event(InteractionType.View)];
        AppendResult[] results = [new("a", 1, false)];
        Record();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Record();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Record()
        {
            answers.Answered(Answer, TimeSpan.FromMilliseconds(2));
            events.Taken("http", interactions, results);
        }
    }

    public void Dispose() => _services.Dispose();

    private static readonly RecommendationAnswer Answer = new()
    {
        RecommendationId = "r",
        UserId = "ana",
        Source = RecommendationSource.Popularity,
        Items = [],
        Position = 0,
    };

    private static Interaction Event(InteractionType type) => new()
    {
        EventId = "a",
        UserId = "ana",
        ProductId = "mate",
        Type = type,
        Timestamp = DateTimeOffset.UnixEpoch,
    };

    private MeterListener Listen(bool writes)
    {
        var meters = Meters;
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters)
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (writes)
                Write(instrument, value, tags);
        });
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (writes)
                Write(instrument, value, tags);
        });
        listener.Start();
        return listener;
    }

    private void Write(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var tag in tags)
            text.Add($"{tag.Key}={tag.Value}");
        _heard.Add(FormattableString.Invariant($"{instrument.Name} {value} {string.Join(' ', text)}"));
    }
}
