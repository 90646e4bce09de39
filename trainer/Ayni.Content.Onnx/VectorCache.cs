using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ayni.Content.Onnx;

/// <summary>Vectors by the hash of their text (128 bits of SHA-256); the oldest go first. Thread-safe.</summary>
/// <param name="limit">Most vectors kept; 0 keeps none.</param>
internal sealed class VectorCache(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, float[]> _vectors = [];
    private readonly Queue<UInt128> _order = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _vectors.Count;
        }
    }

    public static UInt128 KeyOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    public float[]? Find(UInt128 key)
    {
        lock (_gate)
            return _vectors.GetValueOrDefault(key);
    }

    public void Keep(UInt128 key, float[] vector)
    {
        if (limit == 0)
            return;
        lock (_gate)
        {
            if (!_vectors.TryAdd(key, vector))
                return;
            _order.Enqueue(key);
            if (_order.Count > limit)
                _vectors.Remove(_order.Dequeue());
        }
    }
}
