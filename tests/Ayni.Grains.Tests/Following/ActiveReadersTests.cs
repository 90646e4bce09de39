using Ayni.Grains.Following;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ayni.Grains.Tests.Following;

/// <summary>Grains that do not keep up: what is kept for them has a limit, whatever their number.</summary>
public sealed class ActiveReadersTests
{
    private const int Grains = 1_000;
    private const long BytesOfRow = 4_096;

    private readonly ActiveReaders<long> _readers = new(NullLogger<ActiveReaders<long>>.Instance);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ownReadings;

    [Fact]
    public async Task Find_GrainsThatAnswerNobody_KeepsNoMoreThanTheLimitAndHandsAllOnInTheEnd()
    {
        var readers = Enumerable.Range(0, Grains).Select(number => Register($"{number}")).ToList();
        var (position, most) = (0L, 0L);
        for (var round = 0; round < 2 * ActiveReaders<long>.MaxHeldBytes / (Grains * BytesOfRow); round++)
        {
            foreach (var reader in readers)
            {
                _readers.Find(ReaderKind.User, reader.Key, ++position, position, BytesOfRow);
                most = Math.Max(most, _readers.HeldBytes);
            }
        }

        Assert.InRange(most, ActiveReaders<long>.MaxHeldBytes - BytesOfRow, ActiveReaders<long>.MaxHeldBytes);
        _gate.SetResult();
        await _readers.WhenSettledAsync(position).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _readers.HeldBytes);
        Assert.InRange(_ownReadings, 1, Grains);
    }

    [Fact]
    public void Dispose_GrainWithRowsOnTheirWay_GivesTheirRoomBackOnce()
    {
        var reader = Register("one");
        _readers.Find(ReaderKind.User, "one", 1, 1, BytesOfRow);
        _readers.Find(ReaderKind.User, "one", 2, 2, BytesOfRow);
        Assert.Equal(2 * BytesOfRow, _readers.HeldBytes);

        reader.Dispose();
        reader.Dispose();

        Assert.Equal(0, _readers.HeldBytes);
    }

    private ActiveReader<long> Register(string key)
    {
        var reader = _readers.Register(ReaderKind.User, key, async call =>
        {
            await _gate.Task;
            if (call.Rows is null)
                Interlocked.Increment(ref _ownReadings);
            return call.UpTo;
        });
        reader.Joined(0);
        return reader;
    }
}
