using System.Collections.Immutable;

namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>
/// Decides what a consumer of a broker does: how messages become commits, and what is acknowledged when. One commit at
/// a time, in the order of arrival, so acknowledgements of a lane never go back. A message is settled only after the
/// commit that holds it, or after it was refused for good; whatever else happens, it comes again, and its event ids
/// make it count once. Pure: no clock, no I/O, no thread.
/// </summary>
internal static class IngestionCore
{
    /// <summary>The next state, and what to do, in order.</summary>
    public static (IngestionState State, IReadOnlyList<IngestionCommand> Commands) Next(
        IngestionState state, IngestionEvent happened, IngestionLimits limits)
    {
        var commands = new List<IngestionCommand>();
        state = Apply(state, happened, limits, commands);
        state = Begin(state, limits, commands);
        state = Throttle(state, limits, commands);
        return (state, commands);
    }

    private static IngestionState Apply(
        IngestionState state, IngestionEvent happened, IngestionLimits limits, List<IngestionCommand> commands) =>
        happened switch
        {
            IngestionEvent.LaneOpened opened => state with { Lanes = state.Lanes.Add(opened.Lane) },
            IngestionEvent.LaneClosed closed => Close(state, closed.Lane),
            IngestionEvent.Received received => Receive(state, received.Delivery),
            IngestionEvent.Appended ended when IsCurrent(state, ended.Commit) => Settle(state, commands),
            IngestionEvent.AppendFailed ended when IsCurrent(state, ended.Commit) => Fail(state, limits, commands),
            IngestionEvent.AppendRefused ended when IsCurrent(state, ended.Commit) =>
                Refuse(state, ended.Reason, commands),
            IngestionEvent.TimerElapsed elapsed when elapsed.Timer == state.Timer =>
                state with { Timer = 0, IsBackingOff = false, IsRipe = true },
            IngestionEvent.Stopping => Stop(state),
            _ => state,
        };

    private static bool IsCurrent(IngestionState state, long commit) => state.Commit != 0 && state.Commit == commit;

    private static IngestionState Receive(IngestionState state, Delivery delivery) =>
        state.IsStopping || !state.Lanes.Contains(delivery.Lane)
            ? state
            : state with
            {
                Waiting = state.Waiting.Enqueue(delivery),
                WaitingWeight = state.WaitingWeight + delivery.Weight,
            };

    private static IngestionState Close(IngestionState state, long lane)
    {
        state = Wait(state, state.Waiting.Where(delivery => delivery.Lane != lane)) with
        {
            Lanes = state.Lanes.Remove(lane),
        };
        // What is being committed cannot be taken back; it is settled in the lanes that are left.
        if (state.Commit != 0 || state.Batch is not { } batch)
            return state;
        var left = batch.Deliveries.RemoveAll(delivery => delivery.Lane == lane);
        return state with { Batch = left.IsEmpty ? null : new Batch(left) };
    }

    private static IngestionState Wait(IngestionState state, IEnumerable<Delivery> deliveries)
    {
        var waiting = deliveries.ToArray();
        return state with
        {
            Waiting = ImmutableQueue.Create(waiting),
            WaitingWeight = waiting.Sum(delivery => delivery.Weight),
        };
    }

    private static IngestionState Stop(IngestionState state) => Wait(state, []) with
    {
        IsStopping = true,
        Timer = 0,
        Batch = state.Commit == 0 ? null : state.Batch,
    };

    private static IngestionState Settle(IngestionState state, List<IngestionCommand> commands)
    {
        foreach (var lane in state.Batch!.Deliveries.GroupBy(delivery => delivery.Lane))
        {
            if (state.Lanes.Contains(lane.Key))
            {
                commands.Add(new IngestionCommand.Settle(
                    lane.Key,
                    lane.Last().Sequence,
                    lane.LastOrDefault(delivery => delivery.Problem is null)?.Sequence,
                    [.. lane.Where(delivery => delivery.Problem is not null)]));
            }
        }

        // What came while the commit was written has waited long enough.
        return state with { Batch = null, Commit = 0, Failures = 0, IsRipe = !state.Waiting.IsEmpty };
    }

    private static IngestionState Fail(IngestionState state, IngestionLimits limits, List<IngestionCommand> commands)
    {
        state = state with { Commit = 0, Failures = state.Failures + 1 };
        if (state.IsStopping)
            return state with { Batch = null };
        if (limits.AttemptsBeforeRelease is { } attempts && state.Failures % attempts == 0)
        {
            foreach (var lane in state.Batch!.Deliveries.GroupBy(delivery => delivery.Lane))
            {
                if (state.Lanes.Contains(lane.Key))
                    commands.Add(new IngestionCommand.Release(lane.Key, lane.Last().Sequence));
            }

            state = state with { Batch = null };
        }
        else
        {
            var open = state.Batch!.Deliveries.RemoveAll(delivery => !state.Lanes.Contains(delivery.Lane));
            state = state with { Batch = open.IsEmpty ? null : new Batch(open) };
        }

        return StartTimer(state, limits.RetryDelayAfter(state.Failures), commands) with { IsBackingOff = true };
    }

    // The log names an interaction, not a message; so the messages go one by one, and the culprit stands alone.
    private static IngestionState Refuse(IngestionState state, string reason, List<IngestionCommand> commands)
    {
        var batch = state.Batch!;
        if (batch.Messages > 1)
        {
            return Wait(state, batch.Deliveries.Concat(state.Waiting)) with
            {
                Batch = null,
                Commit = 0,
                Alone = batch.Deliveries.Length + state.Alone,
                IsRipe = true,
            };
        }

        var refused = batch.Deliveries.Select(delivery => delivery.Interactions.Count == 0
            ? delivery
            : delivery with { Interactions = [], Problem = new MessageProblem("$", reason) });
        return Settle(state with { Batch = new Batch([.. refused]) }, commands);
    }

    private static IngestionState Begin(IngestionState state, IngestionLimits limits, List<IngestionCommand> commands)
    {
        while (state is { IsStopping: false, IsBackingOff: false, Commit: 0 })
        {
            if (state.Batch is null)
            {
                if (state.Waiting.IsEmpty)
                    return state with { IsRipe = false, Alone = 0 };
                if (!IsDue(state, limits))
                    return state.Timer == 0 ? StartTimer(state, limits.Linger, commands) : state;
                state = Take(state, limits);
            }

            var number = state.LastNumber + 1;
            state = state with { Commit = number, LastNumber = number };
            if (state.Batch!.Messages > 0)
                commands.Add(new IngestionCommand.Append(number, state.Batch.Interactions()));
            else
                state = Settle(state, commands);
        }

        return state;
    }

    private static bool IsDue(IngestionState state, IngestionLimits limits) =>
        state.IsRipe || state.Alone > 0 || limits.Linger == TimeSpan.Zero
            || state.WaitingWeight >= limits.BatchEvents;

    private static IngestionState Take(IngestionState state, IngestionLimits limits)
    {
        var taken = ImmutableArray.CreateBuilder<Delivery>();
        var weight = 0;
        var waiting = state.Waiting;
        while (!waiting.IsEmpty && (taken.Count == 0 || (state.Alone == 0 && weight < limits.BatchEvents)))
        {
            waiting = waiting.Dequeue(out var delivery);
            taken.Add(delivery);
            weight += delivery.Weight;
        }

        return state with
        {
            Waiting = waiting,
            WaitingWeight = state.WaitingWeight - weight,
            Batch = new Batch(taken.DrainToImmutable()),
            Alone = Math.Max(0, state.Alone - 1),
            IsRipe = false,
            Timer = 0,
        };
    }

    private static IngestionState StartTimer(IngestionState state, TimeSpan delay, List<IngestionCommand> commands)
    {
        var number = state.LastNumber + 1;
        commands.Add(new IngestionCommand.StartTimer(number, delay));
        return state with { Timer = number, LastNumber = number };
    }

    private static IngestionState Throttle(
        IngestionState state, IngestionLimits limits, List<IngestionCommand> commands)
    {
        var isPaused = state.IsPaused ? state.Held > limits.MaxHeldEvents / 2 : state.Held >= limits.MaxHeldEvents;
        if (isPaused == state.IsPaused || state.IsStopping)
            return state;
        commands.Add(isPaused ? new IngestionCommand.Pause() : new IngestionCommand.Resume());
        return state with { IsPaused = isPaused };
    }
}
