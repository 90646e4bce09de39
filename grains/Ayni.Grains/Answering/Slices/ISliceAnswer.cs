namespace Ayni.Grains.Answering;

/// <summary>What one part of the catalogue answers.</summary>
internal interface ISliceAnswer
{
    /// <summary>The part.</summary>
    int Partition { get; }
}
