using System.Text.Json;
using Ayni.Domain.Models;
using Ayni.Gateway.Json;

namespace Ayni.Gateway.Imports;

/// <summary>What became of imports, beside the models: every gateway of a cluster tells the same.</summary>
internal sealed class ImportStore(IModelStore store)
{
    /// <summary>Imports told of; older ones are forgotten.</summary>
    public const int Kept = 200;

    private const string Prefix = "imports/";
    private const string Suffix = ".json";

    public Task WriteAsync(ImportAnswer import, CancellationToken cancellationToken = default) => store.WriteAsync(
        KeyOf(import.Id), JsonSerializer.SerializeToUtf8Bytes(import, WireFormat.Options), cancellationToken);

    public async Task<ImportAnswer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // What is no id is no key either.
        if (!Guid.TryParseExact(id, "N", out _))
            return null;
        return await store.ReadAsync(KeyOf(id), cancellationToken) is { } bytes
            ? JsonSerializer.Deserialize<ImportAnswer>(bytes, WireFormat.Options)
            : null;
    }

    /// <summary>Ids, newest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await store.ListAsync(Prefix, cancellationToken))
            .Where(key => key.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(key => key[Prefix.Length..^Suffix.Length])
            .OrderDescending(StringComparer.Ordinal),
    ];

    /// <summary>Forgets all but the newest.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        foreach (var id in (await ListAsync(cancellationToken)).Skip(Kept))
            await store.DeleteAsync(KeyOf(id), cancellationToken);
    }

    private static string KeyOf(string id) => Prefix + id + Suffix;
}
