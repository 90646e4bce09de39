namespace Ayni.Content;

/// <summary>A word or two that a product's texts are about.</summary>
/// <param name="Text">As the catalogue writes it most often, in lower case.</param>
/// <param name="Score">ln(1 + weight in the texts) × ln(1 + products / products with it); over 0.</param>
public readonly record struct Keyword(string Text, double Score);
