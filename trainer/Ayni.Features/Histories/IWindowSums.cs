namespace Ayni.Features.Histories;

/// <summary>Sums over the events of a window; what is added can be taken away exactly.</summary>
internal interface IWindowSums
{
    void Add(FeatureEvent happened);

    void Remove(FeatureEvent happened);
}
