using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ayni.Storage.Backups;

/// <summary>
/// Writes an archive, a ZIP file, part after part. It lies beside its name until it is whole and on the disk.
/// </summary>
internal sealed class BackupWriter : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly List<BackupPart> _parts = [];
    private bool _isWhole;

    public BackupWriter(string path)
    {
        _path = Path.GetFullPath(path);
        _partial = _path + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        // It holds what shoppers did: nobody but its owner reads it.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(_partial, options);
        _zip = new ZipArchive(_file, ZipArchiveMode.Create, leaveOpen: true);
    }

    public IReadOnlyList<BackupPart> Parts => _parts;

    /// <summary>Adds rows.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="columns">What the values of a row are.</param>
    /// <param name="rows">Writes each row into the buffer, a line each.</param>
    public async Task AddRowsAsync(
        string name,
        IReadOnlyList<string> columns,
        Func<Utf8JsonWriter, ArrayBufferWriter<byte>, IAsyncEnumerable<long>> rows)
    {
        using var part = new HashingStream(Create(name, CompressionLevel.Fastest));
        var lines = new ArrayBufferWriter<byte>(BufferBytes);
        var json = new Utf8JsonWriter(lines, RowText.Options);
        await using var jsonScope = json.ConfigureAwait(false);
        var count = 0L;
        await foreach (var row in rows(json, lines).ConfigureAwait(false))
        {
            count = row;
            if (lines.WrittenCount >= BufferBytes)
                Drain(lines, part);
        }

        Drain(lines, part);
        Add(name, columns, count, part);
    }

    /// <summary>Adds the bytes of a file.</summary>
    public async Task AddFileAsync(string name, Func<Stream, Task> copy)
    {
        // Factors do not get smaller.
        using var part = new HashingStream(Create(name, CompressionLevel.NoCompression));
        await copy(part).ConfigureAwait(false);
        Add(name, [], 0, part);
    }

    /// <summary>Adds the manifest, and puts the archive in its place.</summary>
    public void Complete(BackupManifest manifest)
    {
        var bytes = manifest.ToBytes();
        Write(BackupParts.Manifest, bytes);
        Write(BackupParts.ManifestChecksum, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        _zip.Dispose();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partial, _path);
        Models.DurableFile.FlushDirectory(Path.GetDirectoryName(_path)!);
        _isWhole = true;
    }

    public void Dispose()
    {
        if (_isWhole)
            return;
        _zip.Dispose();
        _file.Dispose();
        File.Delete(_partial);
    }

    private static void Drain(ArrayBufferWriter<byte> lines, HashingStream part)
    {
        part.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }

    private void Add(string name, IReadOnlyList<string> columns, long rows, HashingStream part) =>
        _parts.Add(new BackupPart
        {
            Name = name,
            Columns = columns,
            Rows = rows,
            Bytes = part.Position,
            Sha256 = part.Sha256(),
        });

    private void Write(string name, byte[] bytes)
    {
        using var entry = Create(name, CompressionLevel.Fastest);
        entry.Write(bytes);
    }

    private Stream Create(string name, CompressionLevel level)
    {
        var entry = _zip.CreateEntry(name, level);
        // The clock is the manifest's: the same store gives the same bytes elsewhere in the file.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}
