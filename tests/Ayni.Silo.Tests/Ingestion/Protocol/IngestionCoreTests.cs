using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Tests.Ingestion.Protocol;

public sealed class IngestionCoreTests
{
    private static readonly IngestionLimits Limits = new()
    {
        BatchEvents = 2,
        MaxHeldEvents = 4,
        Linger = TimeSpan.FromMilliseconds(20),
    };

    private IngestionState _state = IngestionState.Empty;

    [Fact]
    public void Received_BelowABatch_WaitsForTheLinger()
    {
        Apply(new IngestionEvent.LaneOpened(1));

        var timer = Assert.IsType<IngestionCommand.StartTimer>(Assert.Single(Receive(1, 5, events: 1)));
        Assert.Equal(Limits.Linger, timer.Delay);

        var append = Assert.IsType<IngestionCommand.Append>(
            Assert.Single(Apply(new IngestionEvent.TimerElapsed(timer.Timer))));
        Assert.Single(append.Interactions);
    }

    [Fact]
    public void Received_AFullBatch_IsAppendedAtOnceAndSettledAfterTheCommit()
    {
        Apply(new IngestionEvent.LaneOpened(1));

        var append = AppendOf(Receive(1, 5, events: 2));

        var settle = Assert.IsType<IngestionCommand.Settle>(
            Assert.Single(Apply(new IngestionEvent.Appended(append.Commit))));
        Assert.Equal((1, 5, 5), (settle.Lane, settle.UpTo, settle.LastGood));
        Assert.Empty(settle.Refused);
    }

    [Fact]
    public void Received_DuringACommit_GoesWithTheNextAtOnce()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var first = AppendOf(Receive(1, 1, events: 2));
        Assert.Empty(Receive(1, 2, events: 1));

        var commands = Apply(new IngestionEvent.Appended(first.Commit));

        Assert.Equal(1, Assert.IsType<IngestionCommand.Settle>(commands[0]).UpTo);
        Assert.Single(Assert.IsType<IngestionCommand.Append>(commands[1]).Interactions);
    }

    [Fact]
    public void Received_Poison_IsSettledInItsTurnWithoutACommit()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var poison = new Delivery(1, 8, [], new MessageProblem("user_id", "Missing."));
        var timer = Assert.IsType<IngestionCommand.StartTimer>(
            Assert.Single(Apply(new IngestionEvent.Received(poison))));

        var settle = Assert.IsType<IngestionCommand.Settle>(
            Assert.Single(Apply(new IngestionEvent.TimerElapsed(timer.Timer))));

        Assert.Equal((8, null), (settle.UpTo, settle.LastGood));
        Assert.Equal([poison], settle.Refused);
    }

    [Fact]
    public void AppendRefused_SeveralMessages_GoOneByOneUntilTheCulpritIsFound()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var both = AppendOf([.. Receive(1, 1, events: 1), .. Receive(1, 2, events: 1)]);

        var first = AppendOf(Apply(new IngestionEvent.AppendRefused(both.Commit, "bad")));
        Assert.Single(first.Interactions);
        var commands = Apply(new IngestionEvent.Appended(first.Commit));
        Assert.Equal(1, Assert.IsType<IngestionCommand.Settle>(commands[0]).LastGood);

        var second = Assert.IsType<IngestionCommand.Append>(commands[1]);
        var settle = Assert.IsType<IngestionCommand.Settle>(
            Assert.Single(Apply(new IngestionEvent.AppendRefused(second.Commit, "bad"))));
        Assert.Equal((2, null), (settle.UpTo, settle.LastGood));
        Assert.Equal("bad", Assert.Single(settle.Refused).Problem!.Reason);
    }

    [Fact]
    public void AppendFailed_IsTriedAgainAfterGrowingTimes()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var append = AppendOf(Receive(1, 1, events: 2));

        var delays = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var timer = Assert.IsType<IngestionCommand.StartTimer>(
                Assert.Single(Apply(new IngestionEvent.AppendFailed(append.Commit))));
            delays.Add(timer.Delay);
            append = AppendOf(Apply(new IngestionEvent.TimerElapsed(timer.Timer)));
            Assert.Equal(2, append.Interactions.Count);
        }

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000], delays.Select(d => d.TotalMilliseconds));
    }

    [Fact]
    public void AppendFailed_AsOftenAsAllowed_ReleasesTheMessages()
    {
        var limits = Limits with { AttemptsBeforeRelease = 1 };
        Apply(new IngestionEvent.LaneOpened(1), limits);
        var append = AppendOf(Receive(1, 7, events: 2, limits));

        var commands = Apply(new IngestionEvent.AppendFailed(append.Commit), limits);

        Assert.Equal(new IngestionCommand.Release(1, 7), commands[0]);
        Assert.IsType<IngestionCommand.StartTimer>(commands[1]);
        Assert.Equal(0, _state.Held);
    }

    [Fact]
    public void LaneClosed_DropsWhatWaitsAndSettlesNothingOfIt()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        Apply(new IngestionEvent.LaneOpened(2));
        var append = AppendOf(Receive(1, 1, events: 2));
        Receive(1, 2, events: 1);
        Receive(2, 9, events: 1);

        Assert.Empty(Apply(new IngestionEvent.LaneClosed(1)));
        Assert.Empty(Receive(1, 3, events: 1));

        var next = AppendOf(Apply(new IngestionEvent.Appended(append.Commit)));
        Assert.Single(next.Interactions);
        var settle = Assert.IsType<IngestionCommand.Settle>(
            Assert.Single(Apply(new IngestionEvent.Appended(next.Commit))));
        Assert.Equal((2, 9), (settle.Lane, settle.UpTo));
    }

    [Fact]
    public void Held_AtTheLimit_PausesUntilHalfIsGone()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var append = AppendOf(Receive(1, 1, events: 2));
        Assert.IsType<IngestionCommand.Pause>(Assert.Single(Receive(1, 2, events: 2)));

        var commands = Apply(new IngestionEvent.Appended(append.Commit));

        Assert.Equal(
            [typeof(IngestionCommand.Settle), typeof(IngestionCommand.Append), typeof(IngestionCommand.Resume)],
            commands.Select(command => command.GetType()));
    }

    [Fact]
    public void Stopping_SettlesTheCommitUnderWayAndBeginsNoOther()
    {
        Apply(new IngestionEvent.LaneOpened(1));
        var append = AppendOf(Receive(1, 1, events: 2));
        Receive(1, 2, events: 1);

        Assert.Empty(Apply(new IngestionEvent.Stopping()));
        Assert.Empty(Receive(1, 3, events: 2));

        Assert.IsType<IngestionCommand.Settle>(Assert.Single(Apply(new IngestionEvent.Appended(append.Commit))));
        Assert.Equal(0, _state.Held);
    }

    private static IngestionCommand.Append AppendOf(IReadOnlyList<IngestionCommand> commands) =>
        Assert.Single(commands.OfType<IngestionCommand.Append>());

    private IReadOnlyList<IngestionCommand> Receive(
        long lane, long sequence, int events, IngestionLimits? limits = null) =>
        Apply(
            new IngestionEvent.Received(new Delivery(
                lane, sequence, [.. Enumerable.Range(0, events).Select(i => InteractionOf($"{lane}-{sequence}-{i}"))])),
            limits);

    private IReadOnlyList<IngestionCommand> Apply(IngestionEvent happened, IngestionLimits? limits = null)
    {
        (_state, var commands) = IngestionCore.Next(_state, happened, limits ?? Limits);
        return commands;
    }

    private static Interaction InteractionOf(string id) => new()
    {
        EventId = id,
        UserId = "u",
        ProductId = "p",
        Type = InteractionType.View,
        Timestamp = DateTimeOffset.UnixEpoch,
    };
}
