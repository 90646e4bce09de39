using System.Globalization;
using Ayni.Cluster.Tests.Processes;
using Npgsql;

namespace Ayni.Cluster.Tests.Pressure;

/// <summary>What clients were told against what the log holds.</summary>
/// <param name="Offered">Requests sent.</param>
/// <param name="Accepted">Answered 202.</param>
/// <param name="Refused">Answered 429 or 503.</param>
/// <param name="RefusedWithoutRetryAfter">Of these, without Retry-After.</param>
/// <param name="Other">Answered in another way, or not at all.</param>
/// <param name="Lost">Events accepted that the log does not hold where the answer said, in their order.</param>
/// <param name="Doubled">Events that the log holds more than once.</param>
/// <param name="WrittenThoughRefused">Events of refused requests that the log holds.</param>
/// <param name="OutOfOrder">Requests that stand before one that was answered before they were sent.</param>
/// <param name="Median">Half of the accepted were answered in this time.</param>
/// <param name="Late">All but a hundredth of them.</param>
/// <param name="Longest">All of them.</param>
internal sealed record PressureReport(
    int Offered, int Accepted, int Refused, int RefusedWithoutRetryAfter, int Other,
    int Lost, int Doubled, int WrittenThoughRefused, int OutOfOrder,
    TimeSpan Median, TimeSpan Late, TimeSpan Longest)
{
    public static async Task<PressureReport> OfAsync(PressureLoad load, PostgresServer postgres)
    {
        var requests = load.Requests;
        var accepted = requests.Where(request => request.IsAccepted).ToList();
        var refused = requests.Where(request => request.Status is 429 or 503).ToList();
        var rows = await ReadAsync(postgres, load.Prefix);
        var latencies = accepted.Select(request => request.Latency).Order().ToList();
        return new PressureReport(
            requests.Count, accepted.Count, refused.Count, refused.Count(request => !request.HasRetryAfter),
            requests.Count - accepted.Count - refused.Count,
            accepted.Sum(request => EventsOf(load, request).Count(one =>
                !rows.TryGetValue(one.Order, out var positions) || positions[0] != one.Position)),
            rows.Values.Count(positions => positions.Count > 1),
            refused.Sum(request => EventsOf(load, request).Count(one => rows.ContainsKey(one.Order))),
            CountOutOfOrder(accepted), At(latencies, .5), At(latencies, .99), At(latencies, 1));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Offered} requests: {Accepted} accepted, {Refused} refused, {RefusedWithoutRetryAfter} of these without "
        + $"Retry-After, {Other} other; lost {Lost}, doubled {Doubled}, written though refused {WrittenThoughRefused}, "
        + $"out of order {OutOfOrder}; accepted in p50 {Median.TotalMilliseconds:F0} ms, p99 "
        + $"{Late.TotalMilliseconds:F0} ms, at most {Longest.TotalMilliseconds:F0} ms");

    // The events of a request stand one after another.
    private static IEnumerable<(string Order, long Position)> EventsOf(PressureLoad load, PressedRequest request) =>
        Enumerable.Range(0, load.PerRequest).Select(
            index => (load.IdOf(request.Number, index), request.First + index));

    // Whoever was answered before another was sent stands before it; of those at the same time nothing is promised.
    private static int CountOutOfOrder(List<PressedRequest> accepted)
    {
        var answered = new Queue<PressedRequest>(accepted.OrderBy(request => request.AnsweredAt));
        var (before, count) = (0L, 0);
        foreach (var request in accepted.OrderBy(request => request.SentAt))
        {
            while (answered.TryPeek(out var next) && next.AnsweredAt < request.SentAt)
                before = Math.Max(before, answered.Dequeue().Last);
            count += request.First <= before ? 1 : 0;
        }

        return count;
    }

    private static TimeSpan At(List<TimeSpan> ordered, double share) => ordered.Count == 0
        ? TimeSpan.Zero
        : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];

    // The order's id repeats the event's, and no constraint holds it unique.
    private static async Task<Dictionary<string, List<long>>> ReadAsync(PostgresServer postgres, string prefix)
    {
        var rows = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        await using var connection = await postgres.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select order_id, position from ayni.interactions where order_id like $1 order by position", connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = $"{prefix}-%" } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (!rows.TryGetValue(reader.GetString(0), out var positions))
                rows[reader.GetString(0)] = positions = new List<long>(1);
            positions.Add(reader.GetInt64(1));
        }

        return rows;
    }
}
