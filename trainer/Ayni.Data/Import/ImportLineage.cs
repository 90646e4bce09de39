using System.Security.Cryptography;
using System.Text;
using Ayni.Domain.Catalog;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>Notes which files an import read, for the lineage of marts.</summary>
/// <param name="log">Where interactions go.</param>
/// <param name="catalog">Where products go.</param>
/// <param name="history">Where it is noted.</param>
public sealed class ImportLineage(IInteractionLog log, ICatalogStore catalog, IImportHistory history)
{
    private string _mapping = "";
    private string _mappingHash = "";
    private long _logHead;
    private long _catalogHead;

    /// <summary>Notes where the log and the catalogue are before an import.</summary>
    public async Task BeginAsync(ImportMapping mapping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        _mapping = mapping.Name;
        _mappingHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mapping.ToJson())));
        _logHead = await log.GetHeadAsync(cancellationToken);
        _catalogHead = await catalog.GetHeadAsync(cancellationToken);
    }

    /// <summary>Notes the files that brought something.</summary>
    public async Task EndAsync(
        ImportFiles files, ImportResult result, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(result);
        var records = new List<ImportRecord>();
        if (result.Interactions is { Kept: > 0 } interactions)
        {
            foreach (var path in files.Interactions)
                records.Add(await RecordAsync(ImportTarget.Interactions, path, interactions, now, cancellationToken));
        }

        if (result.Products is { Kept: > 0 } products)
        {
            foreach (var path in files.Products)
                records.Add(await RecordAsync(ImportTarget.Products, path, products, now, cancellationToken));
        }

        await history.AddAsync(records, cancellationToken);
    }

    private async Task<ImportRecord> RecordAsync(
        ImportTarget target, string path, ImportReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var digest = await FileDigest.OfAsync(path, cancellationToken);
        var isLog = target == ImportTarget.Interactions;
        return new ImportRecord
        {
            Target = target,
            FileName = Path.GetFileName(path),
            Sha256 = digest.Sha256,
            SizeBytes = digest.Bytes,
            Mapping = _mapping,
            MappingSha256 = _mappingHash,
            FirstPosition = (isLog ? _logHead : _catalogHead) + 1,
            LastPosition = isLog
                ? await log.GetHeadAsync(cancellationToken)
                : await catalog.GetHeadAsync(cancellationToken),
            RowsRead = report.Read,
            RowsKept = report.Kept,
            ImportedAt = now,
        };
    }
}
