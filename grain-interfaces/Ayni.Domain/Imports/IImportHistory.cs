namespace Ayni.Domain.Imports;

/// <summary>The durable list of what was imported. Thread-safe. A write that returned is on disk.</summary>
public interface IImportHistory
{
    /// <summary>Adds files, all or none, in their order.</summary>
    Task AddAsync(IReadOnlyList<ImportRecord> records, CancellationToken cancellationToken = default);

    /// <summary>The newest <paramref name="limit"/> files, oldest first.</summary>
    Task<IReadOnlyList<ImportRecord>> ReadNewestAsync(int limit, CancellationToken cancellationToken = default);
}
