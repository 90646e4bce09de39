using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Backups;

/// <summary>An archive, open for reading.</summary>
public sealed class BackupFile : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int MaxManifestBytes = 64 << 20;

    private readonly string _path;
    private readonly ZipArchive _zip;

    private BackupFile(string path, ZipArchive zip)
    {
        (_path, _zip) = (path, zip);
        Manifest = null!;
    }

    /// <summary>What it holds.</summary>
    public BackupManifest Manifest { get; private set; }

    /// <summary>Opens an archive and reads its manifest; <see cref="CheckAsync"/> reads the rest.</summary>
    /// <exception cref="InvalidDataException">It is no archive of Ayni, not whole, or of a newer version.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static BackupFile Open(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no file '{Path.GetFullPath(path)}'. Name the archive.");
        var file = new BackupFile(path, OpenZip(path));
        try
        {
            file.Manifest = file.ReadManifest();
            file.RefuseNewer();
            file.CheckOrder();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads every part and compares it with the manifest.</summary>
    /// <exception cref="InvalidDataException">A part is not what the manifest says.</exception>
    public async Task CheckAsync(
        IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var total = Manifest.Parts.Sum(part => part.Bytes);
        var (done, buffer) = (0L, new byte[BufferBytes]);
        foreach (var part in Manifest.Parts)
        {
            progress?.Report(new BackupProgress("check", done, total, "bytes"));
            using var content = new HashingStream(Open(part));
            try
            {
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0
                    && content.Position <= part.Bytes)
                {
                }
            }
            catch (InvalidDataException exception)
            {
                throw Damaged(part.Name, $"cannot be unpacked ({exception.Message})");
            }

            if (content.Position != part.Bytes)
                throw Damaged(part.Name, $"has {content.Position} bytes and should have {part.Bytes}");
            if (content.Sha256() != part.Sha256)
                throw Damaged(part.Name, $"has the SHA-256 {content.Sha256()} and should have {part.Sha256}");
            done += part.Bytes;
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => _zip.Dispose();

    internal Stream Open(BackupPart part)
    {
        try
        {
            return _zip.GetEntry(part.Name)!.Open();
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(part.Name, $"cannot be read ({exception.Message})");
        }
    }

    /// <summary>The rows of a part; each is good until the next one.</summary>
    internal async IAsyncEnumerable<JsonElement> RowsAsync(
        BackupPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Open(part), Encoding.UTF8, false, BufferBytes);
        var rows = 0L;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            rows++;
            using var row = ParseRow(part, rows, line);
            yield return row.RootElement;
        }

        if (rows != part.Rows)
            throw Damaged(part.Name, $"has {rows} rows and should have {part.Rows}");
    }

    internal InvalidDataException Damaged(string part, string problem) => new(
        $"'{_path}' is damaged: {part} {problem}. It was altered after it was written. Copy it again from where it is "
        + "whole, or restore another backup.");

    private static ZipArchive OpenZip(string path)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            // The list is read only when it is asked for.
            _ = zip.Entries;
            return zip;
        }
        catch (InvalidDataException exception)
        {
            zip?.Dispose();
            throw new InvalidDataException(
                $"'{path}' is no whole backup: its list of parts, at its end, cannot be read ({exception.Message}) "
                + "It was cut short or is another kind of file. Copy it again from where it is whole, or take another "
                + "backup.");
        }
    }

    private JsonDocument ParseRow(BackupPart part, long row, string line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException exception)
        {
            throw Damaged(part.Name, $"has a row {row} that is no JSON ({exception.Message})");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Array
            && document.RootElement.GetArrayLength() == part.Columns.Count)
            return document;
        document.Dispose();
        throw Damaged(part.Name, $"has a row {row} without the {part.Columns.Count} values of its columns");
    }

    private BackupManifest ReadManifest()
    {
        var bytes = ReadWhole(BackupParts.Manifest);
        var checksum = Encoding.ASCII.GetString(ReadWhole(BackupParts.ManifestChecksum));
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (actual != checksum)
            throw Damaged(BackupParts.Manifest, $"has the SHA-256 {actual} and should have {checksum}");
        try
        {
            var manifest = BackupManifest.Parse(bytes);
            return manifest.Kind == BackupManifest.ArchiveKind
                ? manifest
                : throw new InvalidDataException(
                    $"'{_path}' is an archive of the kind '{manifest.Kind}', and not {BackupManifest.ArchiveKind}.");
        }
        catch (JsonException exception)
        {
            throw Damaged(BackupParts.Manifest, $"cannot be read ({exception.Message})");
        }
    }

    private byte[] ReadWhole(string name)
    {
        var entry = _zip.GetEntry(name) ?? throw Damaged(name, "is missing");
        if (entry.Length > MaxManifestBytes)
            throw Damaged(name, $"has {entry.Length} bytes, and at most {MaxManifestBytes} are read");
        try
        {
            using var content = entry.Open();
            var bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(name, $"cannot be read ({exception.Message})");
        }
    }

    private void RefuseNewer()
    {
        if (Manifest.Format > BackupManifest.CurrentFormat)
            throw new InvalidDataException(
                $"'{_path}' has the form {Manifest.Format} of archives, and this program reads up to "
                + $"{BackupManifest.CurrentFormat}. Restore it with program {Manifest.ProgramVersion} or a newer one.");
        var latest = SqliteSchema.Migrations[^1].Version;
        if (Manifest.SchemaVersion > latest)
            throw new InvalidDataException(
                $"'{_path}' holds a store of schema version {Manifest.SchemaVersion}, and this program knows versions "
                + $"up to {latest}. Restore it with program {Manifest.ProgramVersion} or a newer one.");
    }

    // Parts are written in the order of the manifest, and what it does not name is nobody's.
    private void CheckOrder()
    {
        string[] expected =
            [.. Manifest.Parts.Select(part => part.Name), BackupParts.Manifest, BackupParts.ManifestChecksum];
        var found = _zip.Entries.Select(entry => entry.FullName).ToList();
        for (var place = 0; place < expected.Length; place++)
        {
            if (place < found.Count && found[place] == expected[place])
                continue;
            throw Damaged(
                expected[place],
                found.Contains(expected[place])
                    ? $"is not in its place: {(place < found.Count ? found[place] : "nothing")} stands there"
                    : "is missing");
        }

        if (found.Count > expected.Length)
            throw Damaged(found[expected.Length], "is a part that its manifest does not name");
    }
}
