using Ayni.Domain;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;
using Ayni.Grains.Interactions;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Answering;

/// <summary>
/// What is popular in each segment of shoppers, counted from the newest <see cref="MaxInteractions"/> interactions of
/// the log and the profiles of who did them; whoever refuses personalisation is left out. Counted again in the
/// background when it is older than <see cref="MaxAge"/>; an answer takes what there is and never waits. Thread-safe;
/// one a silo.
/// </summary>
internal sealed partial class LogSegments
{
    /// <summary>Interactions counted, the newest of all shoppers.</summary>
    public const int MaxInteractions = 131_072;

    /// <summary>Age from which a count is made again, where counting is quick.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private const int PageRows = 4_096;

    private readonly IInteractionLog _log;
    private readonly IOwnTypes _types;
    private readonly ShopperReader _shoppers;
    private readonly ILogger<LogSegments> _logger;
    private readonly BackgroundCount<SegmentCounts> _count;

    /// <param name="log">What is counted.</param>
    /// <param name="types">The shop's own types and what they weigh.</param>
    /// <param name="shoppers">Reads profiles.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of counts that fail.</param>
    public LogSegments(
        IInteractionLog log, IOwnTypes types, ShopperReader shoppers, TimeProvider time, ILogger<LogSegments> logger)
    {
        (_log, _types, _shoppers, _logger) = (log, types, shoppers, logger);
        _count = new(CountAsync, MaxAge, time, failure => LogCannotCount(failure.Message));
    }

    /// <summary>
    /// What is popular in the segment that a request names, else in the shopper's, if they do not refuse; null: there
    /// is none, or it is not counted.
    /// </summary>
    public SegmentPopularity? Of(RecommendationRequest request, ShopperFacts shopper, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shopper);
        var segment = request.Segment ?? (shopper.MayPersonalize ? shopper.Profile.Segment : null);
        return string.IsNullOrEmpty(segment) ? null : _count.Newest(now)?.Of(segment);
    }

    /// <summary>Counts now, and waits for it.</summary>
    public Task CountAsync(CancellationToken cancellationToken) => _count.CountAsync(cancellationToken);

    private async Task<SegmentCounts> CountAsync(DateTimeOffset now)
    {
        var counting = new SegmentCounting(now, await _types.GetAsync(CancellationToken.None));
        var head = await _log.GetHeadAsync();
        for (var after = Math.Max(0, head - MaxInteractions); after < head;)
        {
            var rows = await _log.ReadAsync(after, PageRows);
            foreach (var row in rows)
                counting.Add(row.Interaction);
            after = rows.Count == 0 ? head : rows[^1].Position;
        }

        return counting.Count(await SegmentsOfAsync(counting.UserIds));
    }

    private async Task<IReadOnlyList<string?>> SegmentsOfAsync(IReadOnlyList<string> userIds)
    {
        var segments = new List<string?>(userIds.Count);
        foreach (var block in userIds.Chunk(IBatchStateReader.MaxGrains))
        {
            var read = await _shoppers.WithProfilesAsync(
                Array.ConvertAll(block, userId => new Shopper(userId, [])), CancellationToken.None);
            foreach (var shopper in read)
            {
                // Without some, segments would look smaller than they are: better the count before.
                var profile = shopper.Profile
                    ?? throw new InvalidOperationException($"the profile of {shopper.UserId} cannot be read.");
                segments.Add(
                    profile.ConsentsToPersonalization && !string.IsNullOrEmpty(profile.Segment)
                        ? profile.Segment
                        : null);
            }
        }

        return segments;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is popular by segment cannot be counted: {Reason}")]
    private partial void LogCannotCount(string reason);
}
