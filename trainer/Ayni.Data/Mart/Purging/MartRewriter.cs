using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Tables;
using Ayni.Data.Mart.Versions;

namespace Ayni.Data.Mart.Purging;

/// <summary>Writes the folders of a mart that erased shoppers are in anew, without them.</summary>
internal sealed class MartRewriter(
    string directory, MartManifest manifest, ErasedSet erased, TouchedShoppers touched, string stagingRoot)
{
    private static readonly string[] Position = ["log_position"];
    private static readonly string[] User = ["user_id"];

    private readonly ShopperOrder _order = new(manifest.Layout, manifest.LogPosition);
    private readonly List<MartFile> _files = [];

    /// <summary>The mart's files afterwards: those written anew, and those that stay.</summary>
    public async Task<IReadOnlyList<MartFile>> RewriteAsync(CancellationToken cancellationToken)
    {
        await EventsAsync(MartTables.Interactions, cancellationToken);
        await EventsAsync(MartTables.Searches, cancellationToken);
        await EventsAsync(MartTables.Reviews, cancellationToken);
        await MergeAsync(
            MartTables.Users, touched.Users, row => (row.UserId, 0), _ => MartTables.Users.Name, cancellationToken);
        await MergeAsync(
            MartTables.Orders, touched.Orders, row => (row.UserId, row.Position),
            order => $"{MartTables.Orders.Name}/{MartLayout.FolderOf(order.Timestamp)}", cancellationToken);
        _files.AddRange(manifest.Files.Where(file => file.Table() == MartTables.Products.Name));
        return [.. _files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task EventsAsync(MartTable<MartEvent> table, CancellationToken cancellationToken)
    {
        foreach (var folder in FoldersOf(table))
        {
            if (await AnyAsync(table, folder, Position, row => erased.Contains(row.Position), cancellationToken))
            {
                await WriteAsync(
                    table, folder.Key, RowsAsync(table, folder, cancellationToken), [],
                    row => !erased.Contains(row.Position), row => (row.UserId, row.Position), cancellationToken);
            }
            else
            {
                _files.AddRange(folder);
            }
        }
    }

    private async Task MergeAsync<TRow>(
        MartTable<TRow> table,
        List<TRow> replacements,
        Func<TRow, (string User, long Position)> key,
        Func<TRow, string> folderOf,
        CancellationToken cancellationToken)
        where TRow : new()
    {
        var newRows = replacements.ToLookup(folderOf, StringComparer.Ordinal);
        var folders = FoldersOf(table).ToDictionary(folder => folder.Key, StringComparer.Ordinal);
        foreach (var name in folders.Keys.Union(newRows.Select(group => group.Key), StringComparer.Ordinal))
        {
            IEnumerable<MartFile> old = folders.TryGetValue(name, out var folder) ? folder : [];
            if (newRows.Contains(name)
                || await AnyAsync(table, old, User, row => touched.Contains(key(row).User), cancellationToken))
            {
                var added = newRows[name].ToList();
                added.Sort((left, right) => Compare(key(left), key(right)));
                await WriteAsync(
                    table, name, RowsAsync(table, old, cancellationToken), added,
                    row => !touched.Contains(key(row).User), key, cancellationToken);
            }
            else
            {
                _files.AddRange(old);
            }
        }
    }

    // Two sorted runs into one.
    private async Task WriteAsync<TRow>(
        MartTable<TRow> table,
        string folder,
        IAsyncEnumerable<TRow> old,
        List<TRow> added,
        Func<TRow, bool> stays,
        Func<TRow, (string User, long Position)> key,
        CancellationToken cancellationToken)
        where TRow : new()
    {
        await using var writer = new MartTableWriter<TRow>(table, stagingRoot, folder, manifest.Layout);
        var next = 0;
        await foreach (var row in old.WithCancellation(cancellationToken))
        {
            if (!stays(row))
                continue;
            for (; next < added.Count && Compare(key(added[next]), key(row)) < 0; next++)
                await writer.AddAsync(added[next], cancellationToken);
            await writer.AddAsync(row, cancellationToken);
        }

        for (; next < added.Count; next++)
            await writer.AddAsync(added[next], cancellationToken);
        _files.AddRange(await writer.CompleteAsync(cancellationToken));
    }

    private int Compare((string User, long Position) left, (string User, long Position) right) =>
        _order.Compare(left.User, left.Position, right.User, right.Position);

    private IEnumerable<IGrouping<string, MartFile>> FoldersOf(IMartTable table) => manifest.Files
        .Where(file => file.Table() == table.Name)
        .GroupBy(file => file.Folder(), StringComparer.Ordinal);

    private async Task<bool> AnyAsync<TRow>(
        MartTable<TRow> table,
        IEnumerable<MartFile> files,
        string[] columns,
        Func<TRow, bool> isFound,
        CancellationToken cancellationToken)
        where TRow : new()
    {
        foreach (var file in files)
        {
            await foreach (var row in table.ReadAsync(
                MartFiles.FullPath(directory, file.Path), columns, cancellationToken))
            {
                if (isFound(row))
                    return true;
            }
        }

        return false;
    }

    private async IAsyncEnumerable<TRow> RowsAsync<TRow>(
        MartTable<TRow> table,
        IEnumerable<MartFile> files,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : new()
    {
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            await foreach (var row in table.ReadAsync(
                MartFiles.FullPath(directory, file.Path), null, cancellationToken))
                yield return row;
        }
    }
}
