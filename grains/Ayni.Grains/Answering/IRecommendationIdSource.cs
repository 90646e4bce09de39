namespace Ayni.Grains.Answering;

/// <summary>Makes the ids of answers.</summary>
public interface IRecommendationIdSource
{
    /// <summary>An id that no other answer has.</summary>
    string Next();
}
