using System.IO.Compression;
using System.Text;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Files;

/// <summary>A file to import: plain, gzip or zstd, told by its first bytes and not by its name.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>Bytes at the start that a file is told by.</summary>
    public const int HeadBytes = 1 << 16;

    private readonly FileStream _file;
    private readonly Stream _unpacked;
    private Stream? _rest;

    public InputFile(string path)
    {
        if (!File.Exists(path))
            throw new AyniException(ErrorCodes.NotFound, $"No file '{path}' to import: check the path.");
        Path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, HeadBytes);
        try
        {
            Span<byte> start = stackalloc byte[4];
            Compression = CompressionOf(start[.._file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
            _file.Position = 0;
            _unpacked = Compression switch
            {
                FileCompression.Gzip => new GZipStream(_file, CompressionMode.Decompress),
                FileCompression.Zstd => new ZstdSharp.DecompressionStream(_file),
                _ => _file,
            };
            Head = ReadHead();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public FileCompression Compression { get; }

    /// <summary>The first bytes of what is in it, unpacked; <see cref="HeadBytes"/> or the whole.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>File name without ".gz" or ".zst".</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            return System.IO.Path.GetExtension(name).ToLowerInvariant() is ".gz" or ".zst" or ".zstd"
                ? System.IO.Path.GetFileNameWithoutExtension(name)
                : name;
        }
    }

    /// <summary>Share of the bytes on disk that were read, 0 to 1.</summary>
    public double Fraction => _file.CanRead && _file.Length > 0 ? (double)_file.Position / _file.Length : 1;

    /// <summary>Its bytes, unpacked. Called once.</summary>
    public Stream OpenBytes() => _rest ??= new HeadedStream(Head, _unpacked);

    /// <summary>Its text as UTF-8 without a byte order mark. Called once.</summary>
    /// <param name="encoding">Encoding; null: that of the byte order mark, else UTF-8.</param>
    public Stream OpenText(Encoding? encoding)
    {
        var (marked, length) = TextEncodings.OfMark(Head.Span);
        var bytes = _rest ??= new HeadedStream(Head[length..], _unpacked);
        encoding = marked ?? encoding;
        return encoding is null or { CodePage: 65001 }
            ? bytes
            : Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8);
    }

    /// <summary>Its bytes, unpacked, in a stream that can be read from anywhere. Called once.</summary>
    public Stream OpenSeekable()
    {
        if (Compression == FileCompression.None)
        {
            _file.Position = 0;
            return _file;
        }

        var copy = SpooledCopy.Create();
        try
        {
            OpenBytes().CopyTo(copy);
            copy.Position = 0;
            return _rest = copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _rest?.Dispose();
        _unpacked.Dispose();
        _file.Dispose();
    }

    private static FileCompression CompressionOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => FileCompression.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => FileCompression.Zstd,
        _ => FileCompression.None,
    };

    private byte[] ReadHead()
    {
        var head = new byte[HeadBytes];
        try
        {
            return head[.._unpacked.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdSharp.ZstdException)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"File '{Path}' is packed with {Compression}, and broken: {exception.Message}");
        }
    }
}
