using System.Diagnostics.Metrics;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>Counts and measures answers to shoppers. Thread-safe; allocates nothing.</summary>
internal sealed class RecommendationMetrics
{
    private readonly Counter<long> _answers;
    private readonly Histogram<double> _duration;

    public RecommendationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayInstruments.MeterName);
        _answers = meter.CreateCounter<long>(
            GatewayInstruments.Recommendations, "{answer}", "Answers to shoppers, refused and failed ones included.");
        _duration = meter.CreateHistogram(
            GatewayInstruments.RecommendationDuration, "s",
            "Time to an answer to a shopper, the HTTP around it left out.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                    [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
            });
    }

    /// <summary>An answer was given.</summary>
    public void Answered(RecommendationAnswer answer, TimeSpan took) => Record(
        NameOf(answer.Source),
        answer.DegradedReason is null ? "false" : "true",
        "answered",
        took);

    /// <summary>None was given.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="isLeft">The client did not wait for it.</param>
    /// <param name="took">Time until then.</param>
    public void Failed(Exception fault, bool isLeft, TimeSpan took)
    {
        var outcome = isLeft ? "cancelled" : fault is AyniException ? "refused" : "failed";
        Record("none", "false", outcome, took);
    }

    private void Record(string source, string degraded, string outcome, TimeSpan took)
    {
        var sourceTag = new KeyValuePair<string, object?>("source", source);
        var degradedTag = new KeyValuePair<string, object?>("degraded", degraded);
        var outcomeTag = new KeyValuePair<string, object?>("outcome", outcome);
        _answers.Add(1, sourceTag, degradedTag, outcomeTag);
        _duration.Record(took.TotalSeconds, sourceTag, degradedTag, outcomeTag);
    }

    private static string NameOf(RecommendationSource source) => source switch
    {
        RecommendationSource.Popularity => "popularity",
        RecommendationSource.Collaborative => "collaborative",
        RecommendationSource.Content => "content",
        RecommendationSource.BoughtTogether => "bought_together",
        RecommendationSource.Trending => "trending",
        RecommendationSource.Newest => "newest",
        RecommendationSource.Deals => "deals",
        RecommendationSource.BuyAgain => "buy_again",
        RecommendationSource.PopularInSegment => "popular_in_segment",
        RecommendationSource.RecentlyViewed => "recently_viewed",
        RecommendationSource.Pinned => "pinned",
        _ => "other",
    };
}
