using System.Security.Cryptography;
using System.Text;
using Ayni.Data.Import;
using Ayni.Domain.Imports;
using Ayni.Storage;

namespace Ayni.Trainer.Importing;

/// <summary>Notes which files an import read, for the lineage of marts.</summary>
internal sealed class ImportLineage
{
    private readonly AyniStorage _stores;
    private readonly string _mapping;
    private readonly string _mappingHash;
    private readonly long _logHead;
    private readonly long _catalogHead;

    private ImportLineage(AyniStorage stores, string mapping, string mappingHash, long logHead, long catalogHead)
    {
        _stores = stores;
        _mapping = mapping;
        _mappingHash = mappingHash;
        _logHead = logHead;
        _catalogHead = catalogHead;
    }

    /// <summary>Notes where the log and the catalogue are before an import.</summary>
    public static async Task<ImportLineage> BeginAsync(
        AyniStorage stores, ImportMapping mapping, CancellationToken cancellationToken) => new(
        stores,
        mapping.Name,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mapping.ToJson()))),
        await stores.Log.GetHeadAsync(cancellationToken),
        await stores.Catalog.GetHeadAsync(cancellationToken));

    /// <summary>Notes the files that brought something.</summary>
    public async Task EndAsync(
        ImportFiles files, ImportResult result, DateTimeOffset now, CancellationToken cancellationToken)
    {
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

        await _stores.Imports.AddAsync(records, cancellationToken);
    }

    private async Task<ImportRecord> RecordAsync(
        ImportTarget target, string path, ImportReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var isLog = target == ImportTarget.Interactions;
        return new ImportRecord
        {
            Target = target,
            FileName = Path.GetFileName(path),
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)),
            SizeBytes = file.Length,
            Mapping = _mapping,
            MappingSha256 = _mappingHash,
            FirstPosition = (isLog ? _logHead : _catalogHead) + 1,
            LastPosition = isLog
                ? await _stores.Log.GetHeadAsync(cancellationToken)
                : await _stores.Catalog.GetHeadAsync(cancellationToken),
            RowsRead = report.Read,
            RowsKept = report.Kept,
            ImportedAt = now,
        };
    }
}
