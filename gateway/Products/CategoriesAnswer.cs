using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>The categories of the catalogue.</summary>
/// <param name="Categories">The topmost ones, by name.</param>
/// <param name="IsComplete">False where the catalogue has more paths than are answered, which is 10,000.</param>
public sealed record CategoriesAnswer(IReadOnlyList<CategoryAnswer> Categories, bool IsComplete)
{
    /// <summary>Makes the tree; a part of a path that no product has alone is a category all the same.</summary>
    /// <param name="counts">Paths with their products.</param>
    /// <param name="isComplete">Whether these are all.</param>
    public static CategoriesAnswer From(IEnumerable<CategoryCount> counts, bool isComplete)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var root = new Branch();
        foreach (var count in counts)
        {
            var branch = root;
            foreach (var name in count.Category.Split(CategoryPath.Separator))
                branch = branch.Below(name);
            branch.Products = count.Products;
        }

        return new CategoriesAnswer(root.Answers(path: null), isComplete);
    }

    private sealed class Branch
    {
        private readonly SortedDictionary<string, Branch> _below = new(StringComparer.Ordinal);

        public long Products { get; set; }

        public Branch Below(string name) =>
            _below.TryGetValue(name, out var branch) ? branch : _below[name] = new Branch();

        public IReadOnlyList<CategoryAnswer> Answers(string? path) =>
            [.. _below.Select(pair => pair.Value.Answer(
                pair.Key, path is null ? pair.Key : path + CategoryPath.Separator + pair.Key))];

        private CategoryAnswer Answer(string name, string path)
        {
            var below = Answers(path);
            return new CategoryAnswer(name, path, Products + below.Sum(category => category.Products), below);
        }
    }
}
