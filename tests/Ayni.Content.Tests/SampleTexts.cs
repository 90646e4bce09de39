namespace Ayni.Content.Tests;

/// <summary>Texts of a small shop whose likenesses are known by construction.</summary>
internal static class SampleTexts
{
    private static readonly string[] Things = ["lamp", "kettle", "blanket", "scooter", "notebook", "pillow"];
    private static readonly string[] Colours = ["red", "green", "blue", "yellow", "white"];
    private static readonly string[] Makers = ["Andes", "Condor", "Quipu"];

    /// <summary>Products of six kinds, seeded: the kind of product i is i mod 6.</summary>
    public static ProductText[] Catalogue(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(item => new ProductText
            {
                Name = $"{Pick(random, Colours)} {Things[item % Things.Length]} {item}",
                Description = $"A {Things[item % Things.Length]} for the {(item % 2 == 0 ? "kitchen" : "bedroom")}",
                Brand = Pick(random, Makers),
            }),
        ];
    }

    public static double Cosine(ITextEncoder encoder, ProductText one, ProductText other)
    {
        var vectors = encoder.EncodeAll([one, other]);
        return Enumerable.Range(0, encoder.Dimensions)
            .Sum(element => (double)vectors[element] * vectors[encoder.Dimensions + element]);
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
