using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Place of an item among those of its provider.</summary>
[GenerateSerializer]
internal sealed class ItemToken(long sequenceNumber) : StreamSequenceToken
{
    [Id(0)]
    public override long SequenceNumber { get; protected set; } = sequenceNumber;

    [Id(1)]
    public override int EventIndex { get; protected set; }

    public override int CompareTo(StreamSequenceToken? other) =>
        other is null ? 1 : SequenceNumber.CompareTo(other.SequenceNumber);

    public override bool Equals(StreamSequenceToken? other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => SequenceNumber.GetHashCode();

    public override string ToString() => $"[{SequenceNumber}:{EventIndex}]";
}
