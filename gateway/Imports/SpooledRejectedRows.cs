using Ayni.Data.Import.Rejected;

namespace Ayni.Gateway.Imports;

/// <summary>The refused rows of one import on disk, up to a limit; no file before the first.</summary>
internal sealed class SpooledRejectedRows : IRejectedRows, IDisposable
{
    private readonly string _path;
    private readonly long _maxBytes;
    private NdjsonRejectedRows? _rows;

    /// <summary>Begins anew: an import that is taken up again reads from its first row.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="maxBytes">Largest size; rows past it are left out.</param>
    public SpooledRejectedRows(string path, long maxBytes)
    {
        (_path, _maxBytes) = (path, maxBytes);
        File.Delete(path);
    }

    /// <summary>Rows written.</summary>
    public long Written => _rows?.Written ?? 0;

    public void Add(RejectedRow row)
    {
        if (_maxBytes == 0)
            return;
        _rows ??= new NdjsonRejectedRows(
            new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.Read), _maxBytes);
        _rows.Add(row with { Remedy = row.Remedy is { } remedy ? ImportRemedyTexts.OfHttp(remedy) : null });
    }

    public void Dispose() => _rows?.Dispose();
}
