using Ayni.Grains.Following;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Grains.Tests.Following;

/// <summary>
/// The follower's protocol with one grain, by seeds: rows that are appended, read, handed on, lost, answered late or
/// not at all, in any order. The grain is a list with a position, as the real ones are.
/// </summary>
public sealed class ReaderBacklogTests
{
    private enum Step
    {
        Append,
        AppendOther,
        Read,
        ReadWithoutRoom,
        Skip,
        Deliver,
        LoseCall,
        LoseAnswer,
        Tick,
        ReadForItself,
    }

    [Fact]
    public void Next_AnyInterleaving_GivesTheGrainEveryRowOnceInOrder() =>
        Gen.Enum<Step>().Array[0, 60].Sample(
            steps =>
            {
                var world = new World();
                foreach (var step in steps)
                    world.Do(step);
                world.Settle();
                Assert.Equal(world.Log, world.Grain);
            },
            iter: Seeds.Count);

    [Fact]
    public void Next_MoreRowsThanMayWait_AsksTheGrainToReadForItself()
    {
        var world = new World();
        world.Do(Step.Append);
        world.Do(Step.Read);
        for (var row = 0; row <= ReaderBacklog<long>.MaxWaiting; row++)
            world.Do(Step.Append);
        world.Do(Step.Read);

        world.Settle();

        Assert.Equal(world.Log, world.Grain);
        Assert.Equal(1, world.OwnReadings);
    }

    [Fact]
    public void Next_NoRoomForARow_AsksTheGrainToReadForItself()
    {
        var world = new World();
        world.Do(Step.Append);
        world.Do(Step.ReadWithoutRoom);

        world.Settle();

        Assert.Equal(world.Log, world.Grain);
        Assert.Equal(1, world.OwnReadings);
    }

    [Fact]
    public void HeldBytes_RowsOnTheirWayAndWaiting_AreCountedUntilAnswered()
    {
        var joined = new ReaderBacklog<long>().Next(new ReaderEvent<long>.Joined(3)).State;
        var calling = joined.Next(new ReaderEvent<long>.Found(5, 5, 50)).State;
        var waiting = calling.Next(new ReaderEvent<long>.Found(6, 6, 60)).State;
        var full = waiting.Next(new ReaderEvent<long>.Found(7, 7, 70, MayWait: false)).State;

        Assert.Equal((50, 110, 50), (calling.HeldBytes, waiting.HeldBytes, full.HeldBytes));
        Assert.True(full.IsIncomplete);
        Assert.Equal(0, full.Next(new ReaderEvent<long>.Failed()).State.HeldBytes);
    }

    [Fact]
    public void Next_NothingOwed_CallsNobody()
    {
        var joined = new ReaderBacklog<long>().Next(new ReaderEvent<long>.Joined(7));
        var old = joined.State.Next(new ReaderEvent<long>.Found(7, 7));

        Assert.Null(joined.Call);
        Assert.Null(old.Call);
        Assert.True(old.State.IsSettled(long.MaxValue));
    }

    [Fact]
    public void IsSettled_RowOnItsWay_IsFalseUntilItIsAnswered()
    {
        var joined = new ReaderBacklog<long>().Next(new ReaderEvent<long>.Joined(3)).State;
        var (calling, call) = joined.Next(new ReaderEvent<long>.Found(5, 5));
        var answered = calling.Next(new ReaderEvent<long>.Answered(5)).State;

        Assert.Equal(5, call!.UpTo);
        Assert.False(calling.IsSettled(5));
        Assert.True(calling.IsSettled(3));
        Assert.True(answered.IsSettled(5));
    }

    private sealed class World
    {
        private const long BytesOfRow = 10;

        private ReaderBacklog<long> _backlog = new();
        private ReaderCall<long>? _call;
        private long _head;
        private long _read;
        private long _position;

        public World() => Happen(new ReaderEvent<long>.Joined(0));

        public List<long> Log { get; } = [];

        public List<long> Grain { get; } = [];

        public int OwnReadings { get; private set; }

        public void Do(Step step)
        {
            switch (step)
            {
                case Step.Append:
                    Log.Add(++_head);
                    break;
                case Step.AppendOther:
                    _head++;
                    break;
                case Step.Read:
                    Read(hasRoom: true);
                    break;
                case Step.ReadWithoutRoom:
                    Read(hasRoom: false);
                    break;
                case Step.Skip:
                    _read = _head;
                    Happen(new ReaderEvent<long>.Skipped(_head));
                    break;
                case Step.Deliver when _call is { } call:
                    End(call, reaches: true, answers: true);
                    break;
                case Step.LoseCall when _call is { } call:
                    End(call, reaches: false, answers: false);
                    break;
                case Step.LoseAnswer when _call is { } call:
                    End(call, reaches: true, answers: false);
                    break;
                case Step.Tick:
                    Happen(new ReaderEvent<long>.Ticked());
                    break;
                case Step.ReadForItself:
                    ReadForItself();
                    Happen(new ReaderEvent<long>.Joined(_position));
                    break;
            }
        }

        public void Settle()
        {
            Do(Step.Read);
            for (var round = 0; round < 10; round++)
            {
                Do(Step.Deliver);
                Do(Step.Tick);
            }

            Assert.True(_backlog.IsSettled(_head));
            Assert.Equal(0, _backlog.HeldBytes);
        }

        private void Read(bool hasRoom)
        {
            var (from, to) = (_read, _head);
            _read = to;
            foreach (var row in Log.Where(row => row > from && row <= to).ToArray())
                Happen(new ReaderEvent<long>.Found(row, row, BytesOfRow, hasRoom));
        }

        private void End(ReaderCall<long> call, bool reaches, bool answers)
        {
            _call = null;
            if (reaches)
                Apply(call);
            Happen(answers ? new ReaderEvent<long>.Answered(_position) : new ReaderEvent<long>.Failed());
        }

        private void Apply(ReaderCall<long> call)
        {
            if (call.Rows is not { } rows)
            {
                OwnReadings++;
                ReadForItself();
                return;
            }

            Assert.True(call.After <= _position, "Rows are missing before these.");
            Grain.AddRange(rows.Where(row => row > _position));
            _position = Math.Max(_position, call.UpTo);
        }

        private void ReadForItself()
        {
            Grain.AddRange(Log.Where(row => row > _position));
            _position = _head;
        }

        private void Happen(ReaderEvent<long> happened)
        {
            (_backlog, var call) = _backlog.Next(happened);
            if (call is null)
                return;
            Assert.Null(_call);
            _call = call;
        }
    }
}
