using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class RunFilesTests
{
    private static readonly FactorBlockKey Block = new("default", "run", FactorSide.Users, 0);

    private readonly MemoryModelStore _store = new();

    [Fact]
    public async Task WriteCheckpoint_OthersSinceThePairOfTheJournal_KeepsThePair()
    {
        // Another activation stored 5, with the same journal, and was lost before 6 was stored by all blocks.
        await WriteAsync(3, keptFrom: 0);
        await WriteAsync(5, keptFrom: 3);

        await WriteAsync(7, keptFrom: 3);

        Assert.Equal([3, 5, 7], await StoredAsync());
    }

    [Fact]
    public async Task WriteCheckpoint_JournalMovedOn_DeletesWhatIsOlder()
    {
        await WriteAsync(3, keptFrom: 0);
        await WriteAsync(5, keptFrom: 3);

        await WriteAsync(7, keptFrom: 5);

        Assert.Equal([5, 7], await StoredAsync());
    }

    private Task WriteAsync(int halfSweep, int keptFrom) =>
        new RunFiles(_store).WriteCheckpointAsync(Block, halfSweep, keptFrom, [1], CancellationToken.None);

    private async Task<List<int>> StoredAsync()
    {
        var stored = new List<int>();
        for (var halfSweep = 0; halfSweep < 10; halfSweep++)
        {
            if (await new RunFiles(_store).HasCheckpointAsync(Block, halfSweep, CancellationToken.None))
                stored.Add(halfSweep);
        }

        return stored;
    }

    private sealed class MemoryModelStore : IModelStore
    {
        private readonly SortedDictionary<string, byte[]> _values = new(StringComparer.Ordinal);

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
        {
            _values[key] = value.ToArray();
            return Task.CompletedTask;
        }

        public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            Task.FromResult(_values.GetValueOrDefault(key));

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<string>>(
                [.. _values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))]);

        public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default)
        {
            var keys = _values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
            foreach (var key in keys)
                _values.Remove(key);
            return Task.FromResult(keys.Length);
        }
    }
}
