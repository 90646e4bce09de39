using System.Text.Json;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Purging;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Mart.Versions;

/// <summary>
/// Takes interactions that were erased from the log out of marts. It goes by positions: the log keeps those of erased
/// interactions and nothing that names a shopper, and every row of a mart has its own.
/// </summary>
public sealed class MartPurger(IErasedPositions erased)
{
    /// <summary>The marts in or below some folders, in ordinal order, each once.</summary>
    /// <exception cref="AyniException"><c>not_found</c>: no folder, or no mart in one.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            string[] marts = Directory.Exists(root) ? [.. MartsBelow(root)] : [];
            if (marts.Length == 0)
                throw new AyniException(ErrorCodes.NotFound, $"No mart in or below '{root}': check the path.");
            found.UnionWith(marts);
        }

        return [.. found];
    }

    /// <summary>Interactions in a mart that were erased from the log since.</summary>
    public async Task<long> CountAsync(string directory, CancellationToken cancellationToken = default)
    {
        var manifest = MartManifest.Load(directory);
        var gone = await ErasedSet.ReadAsync(erased, manifest.LogPosition, cancellationToken);
        return (await TouchedShoppers.FindAsync(directory, manifest, gone, cancellationToken)).ErasedRows;
    }

    /// <summary>
    /// Takes them out, with what the other tables say of their shoppers, and notes it in the manifest. Folders without
    /// them are left alone. Can be stopped at any moment: the mart is the old one or the new one.
    /// </summary>
    /// <returns>What was removed; null: there was nothing.</returns>
    /// <exception cref="AyniException"><c>not_found</c> or <c>invalid</c>: the manifest.</exception>
    public async Task<MartPurge?> PurgeAsync(
        string directory, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var staged = new StagedFiles(directory);
        staged.Recover();
        var manifest = MartManifest.Load(directory);
        var gone = await ErasedSet.ReadAsync(erased, manifest.LogPosition, cancellationToken);
        var touched = await TouchedShoppers.FindAsync(directory, manifest, gone, cancellationToken);
        if (touched.ErasedRows == 0)
            return null;
        var rewriter = new MartRewriter(directory, manifest, gone, touched, staged.Root);
        var purged = manifest.With(await rewriter.RewriteAsync(cancellationToken));
        var purge = new MartPurge(now, Removed(manifest, purged), manifest.ContentHash, purged.ContentHash);
        await staged.CommitAsync(purged with { Purges = [.. manifest.Purges, purge] }, cancellationToken);
        return purge;
    }

    private static SortedDictionary<string, long> Removed(MartManifest before, MartManifest after) => new(
        before.Tables.Join(
                after.Tables, table => table.Name, table => table.Name,
                (old, now) => KeyValuePair.Create(old.Name, old.Rows - now.Rows))
            .Where(pair => pair.Value > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value),
        StringComparer.Ordinal);

    private static IEnumerable<string> MartsBelow(string root) => Directory
        .EnumerateFiles(root, MartFiles.ManifestName, SearchOption.AllDirectories)
        .Where(IsMart)
        .Select(path => Path.GetDirectoryName(path)!)
        .Where(directory => Path.GetFileName(directory) != StagedFiles.FolderName);

    // Others call a file manifest.json too.
    private static bool IsMart(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("format", out var format)
                && format.ValueKind == JsonValueKind.String
                && format.GetString()!.StartsWith("ayni.mart/", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
