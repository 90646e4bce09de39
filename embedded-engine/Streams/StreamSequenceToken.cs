namespace Orleans.Streams;

/// <summary>Place of an item in its stream.</summary>
[GenerateSerializer]
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    public abstract long SequenceNumber { get; protected set; }

    public abstract int EventIndex { get; protected set; }

    public abstract int CompareTo(StreamSequenceToken? other);

    public abstract bool Equals(StreamSequenceToken? other);
}
