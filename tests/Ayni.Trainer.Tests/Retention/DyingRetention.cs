using Ayni.Domain.Retention;

namespace Ayni.Trainer.Tests.Retention;

/// <summary>Retention under a process that dies before a batch, or after it, before it hears of it.</summary>
internal sealed class DyingRetention(IRetention inner, int deathAt, bool isDone) : IRetention
{
    private int _batches;

    public Task<DateTimeOffset?> ClaimAsync(RetentionClaim claim, CancellationToken cancellationToken = default) =>
        inner.ClaimAsync(claim, cancellationToken);

    // Whoever is dead gives nothing back.
    public Task ReleaseAsync(string holder, CancellationToken cancellationToken = default) =>
        _batches > deathAt ? Task.CompletedTask : inner.ReleaseAsync(holder, cancellationToken);

    public Task<IReadOnlyList<RetainedType>> ReadTypesAsync(CancellationToken cancellationToken = default) =>
        inner.ReadTypesAsync(cancellationToken);

    public Task<RetentionCount> CountAsync(
        RetainedType type, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        inner.CountAsync(type, before, cancellationToken);

    public async Task<RetentionBatch> DeleteAsync(
        RetentionClaim claim,
        RetentionOrder order,
        DateTimeOffset? from,
        int limit,
        CancellationToken cancellationToken = default)
    {
        var isDeath = ++_batches > deathAt;
        if (isDeath && !isDone)
            throw new InvalidDataException("Died before the batch.");
        var batch = await inner.DeleteAsync(claim, order, from, limit, cancellationToken);
        return isDeath ? throw new InvalidDataException("Died after the batch.") : batch;
    }

    public Task<IReadOnlyList<RetentionReport>> ReadAsync(CancellationToken cancellationToken = default) =>
        inner.ReadAsync(cancellationToken);
}
