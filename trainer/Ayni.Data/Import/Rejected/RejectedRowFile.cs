namespace Ayni.Data.Import.Rejected;

/// <summary>A file of refused rows: CSV where its name ends so, else a JSON object a line.</summary>
public sealed class RejectedRowFile : IRejectedRows, IDisposable
{
    private readonly IRejectedRows _rows;

    /// <summary>Makes the file, over one that is there.</summary>
    public RejectedRowFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _rows = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? new CsvRejectedRows(file)
            : new NdjsonRejectedRows(file);
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Rows written.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    public void Add(RejectedRow row)
    {
        _rows.Add(row);
        Written++;
    }

    /// <inheritdoc/>
    public void Dispose() => (_rows as IDisposable)?.Dispose();
}
