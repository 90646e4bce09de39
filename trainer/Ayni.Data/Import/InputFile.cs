using System.IO.Compression;
using System.Text;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>A file to import, plain or gzip (told by its first two bytes, not by its name).</summary>
internal sealed class InputFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly FileStream _file;

    public InputFile(string path)
    {
        if (!File.Exists(path))
            throw new AyniException(ErrorCodes.NotFound, $"No file '{path}' to import: check the path.");
        Path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        var isGzip = _file.ReadByte() == 0x1F && _file.ReadByte() == 0x8B;
        _file.Position = 0;
        Stream stream = isGzip ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        Text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferBytes);
    }

    public string Path { get; }

    public StreamReader Text { get; }

    /// <summary>File name without ".gz".</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        }
    }

    public bool IsNdjson => Name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || Name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Share of the bytes on disk that were read, 0 to 1.</summary>
    public double Fraction => _file.CanRead && _file.Length > 0 ? (double)_file.Position / _file.Length : 1;

    public void Dispose() => Text.Dispose();
}
