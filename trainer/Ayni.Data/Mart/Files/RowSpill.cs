using System.Text;

namespace Ayni.Data.Mart.Files;

/// <summary>
/// Rows put aside on disk by key, in the order they came: grouping with little memory. A key has a buffer, and its file
/// is open only while that is emptied. The folder goes with it.
/// </summary>
internal sealed class RowSpill<TRow>(string folder, Action<BinaryWriter, TRow> write, Func<BinaryReader, TRow> read)
    : IDisposable
{
    /// <summary>Bytes of a key held in memory.</summary>
    public const int BufferBytes = 1 << 15;

    private readonly Dictionary<string, Buffer> _buffers = new(StringComparer.Ordinal);
    private int _files;

    /// <summary>The keys that have rows, in ordinal order.</summary>
    public IReadOnlyList<string> Keys => [.. _buffers.Keys.Order(StringComparer.Ordinal)];

    public bool Contains(string key) => _buffers.ContainsKey(key);

    public void Add(string key, TRow row)
    {
        if (!_buffers.TryGetValue(key, out var buffer))
        {
            Directory.CreateDirectory(folder);
            buffer = new Buffer(Path.Combine(folder, $"{_files++}.rows"));
            _buffers.Add(key, buffer);
        }

        write(buffer.Writer, row);
        buffer.Rows++;
        if (buffer.Bytes.Length >= BufferBytes)
            buffer.Empty();
    }

    /// <summary>Reads a key's rows and forgets them.</summary>
    public IEnumerable<TRow> Take(string key)
    {
        if (!_buffers.Remove(key, out var buffer))
            yield break;
        buffer.Empty();
        using (var stream = new FileStream(buffer.Path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16))
        using (var reader = new BinaryReader(stream, Encoding.UTF8))
        {
            for (var i = 0L; i < buffer.Rows; i++)
                yield return read(reader);
        }

        File.Delete(buffer.Path);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private sealed class Buffer
    {
        public Buffer(string path)
        {
            Path = path;
            Writer = new BinaryWriter(Bytes, Encoding.UTF8);
        }

        public string Path { get; }

        public MemoryStream Bytes { get; } = new();

        public BinaryWriter Writer { get; }

        public long Rows { get; set; }

        public void Empty()
        {
            Writer.Flush();
            using var file = new FileStream(Path, FileMode.Append, FileAccess.Write);
            file.Write(Bytes.GetBuffer(), 0, (int)Bytes.Length);
            Bytes.SetLength(0);
        }
    }
}
