namespace Ayni.Preprocessing.Fitted;

/// <summary>What a category is encoded by.</summary>
/// <param name="Category">The category.</param>
/// <param name="Value">Smoothed mean of its targets.</param>
public sealed record CategoryMean(string Category, double Value);
