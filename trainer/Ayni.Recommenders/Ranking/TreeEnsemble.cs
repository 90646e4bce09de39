namespace Ayni.Recommenders;

/// <summary>
/// Boosted regression trees as flat arrays: the score of a row is the sum of one leaf a tree. What a library has learnt
/// is served from here, so that serving needs no native code. Immutable and thread-safe; same row, same bits.
/// </summary>
public sealed partial class TreeEnsemble
{
    private readonly int[] _roots;
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _values;

    /// <summary>Takes ownership of the arrays, which must not be changed afterwards.</summary>
    /// <param name="names">Name of each feature of a row.</param>
    /// <param name="roots">Node where each tree starts, one tree's nodes after the other's.</param>
    /// <param name="features">Feature that a node asks; −1 for a leaf.</param>
    /// <param name="thresholds">A value up to it goes left, a greater one right.</param>
    /// <param name="left">Node to the left, after its parent; −1 for a leaf.</param>
    /// <param name="right">Node to the right, after its parent; −1 for a leaf.</param>
    /// <param name="values">
    /// Of a leaf what it adds to the score; of another node the mean of its leaves over the rows learnt from, by which
    /// a score is explained.
    /// </param>
    /// <exception cref="ArgumentException">The arrays do not describe such trees: why.</exception>
    public TreeEnsemble(
        IReadOnlyList<string> names,
        int[] roots,
        int[] features,
        float[] thresholds,
        int[] left,
        int[] right,
        double[] values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(values);
        (Names, _roots, _features, _thresholds, _left, _right, _values) =
            (names, roots, features, thresholds, left, right, values);
        RequireTrees();
    }

    /// <summary>Name of each feature of a row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of trees.</summary>
    public int Trees => _roots.Length;

    /// <summary>Number of nodes, leaves among them.</summary>
    public int Nodes => _features.Length;

    /// <summary>What a row is worth before anything is known of it: Σ of the roots' values.</summary>
    public double Bias => _roots.Sum(root => _values[root]);

    /// <summary>The score of a row.</summary>
    /// <param name="row">One value a feature, none of them NaN.</param>
    public double Score(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Names.Count, nameof(row));
        var sum = 0.0;
        for (var tree = 0; tree < _roots.Length; tree++)
            sum += ScoreOf(tree, row);
        return sum;
    }

    /// <summary>What one tree adds to a row's score.</summary>
    /// <param name="tree">Number of the tree, from 0.</param>
    /// <param name="row">As for <see cref="Score"/>.</param>
    public double ScoreOf(int tree, ReadOnlySpan<float> row) => _values[LeafOf(_roots[tree], row)];

    /// <summary>The first of the trees alone.</summary>
    /// <param name="trees">0 to <see cref="Trees"/>.</param>
    public TreeEnsemble First(int trees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trees, Trees);
        var nodes = trees < Trees ? _roots[trees] : Nodes;
        return new TreeEnsemble(
            Names, _roots[..trees], _features[..nodes], _thresholds[..nodes], _left[..nodes], _right[..nodes],
            _values[..nodes]);
    }

    /// <summary>
    /// Splits a score by feature (Saabas 2014): a question on the way through a tree is worth what the mean of the
    /// leaves changes by. The parts and <see cref="Bias"/> add up to the score within rounding.
    /// </summary>
    /// <param name="row">As for <see cref="Score"/>.</param>
    /// <param name="parts">Receives one part a feature.</param>
    public void Explain(ReadOnlySpan<float> row, Span<double> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Names.Count, nameof(row));
        ArgumentOutOfRangeException.ThrowIfNotEqual(parts.Length, Names.Count, nameof(parts));
        parts.Clear();
        foreach (var root in _roots)
        {
            var node = root;
            while (_features[node] >= 0)
            {
                var next = Next(node, row);
                parts[_features[node]] += _values[next] - _values[node];
                node = next;
            }
        }
    }

    /// <summary>
    /// The same trees with the means of their nodes over some rows. A node that no row comes to has the mean of its two
    /// children.
    /// </summary>
    public TreeEnsemble WithMeansOf(RankedLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var (sums, counts) = (new double[Nodes], new long[Nodes]);
        for (var candidate = 0; candidate < lists.Labels.Length; candidate++)
        {
            foreach (var root in _roots)
                counts[LeafOf(root, lists.RowOf(candidate))]++;
        }

        // Children stand after their parents.
        var values = new double[Nodes];
        for (var node = Nodes - 1; node >= 0; node--)
        {
            if (_features[node] < 0)
            {
                values[node] = _values[node];
                sums[node] = counts[node] * values[node];
                continue;
            }

            counts[node] = counts[_left[node]] + counts[_right[node]];
            sums[node] = sums[_left[node]] + sums[_right[node]];
            values[node] = counts[node] > 0
                ? sums[node] / counts[node]
                : (values[_left[node]] + values[_right[node]]) / 2;
        }

        return new TreeEnsemble(Names, _roots, _features, _thresholds, _left, _right, values);
    }

    private int LeafOf(int node, ReadOnlySpan<float> row)
    {
        while (_features[node] >= 0)
            node = Next(node, row);
        return node;
    }

    private int Next(int node, ReadOnlySpan<float> row) =>
        row[_features[node]] <= _thresholds[node] ? _left[node] : _right[node];

    private void RequireTrees()
    {
        if (_thresholds.Length != Nodes || _left.Length != Nodes || _right.Length != Nodes || _values.Length != Nodes)
            throw new ArgumentException($"Trees of {Nodes} nodes have arrays of other lengths.");
        for (var tree = 0; tree < Trees; tree++)
        {
            if (_roots[tree] >= Nodes || _roots[tree] <= (tree == 0 ? -1 : _roots[tree - 1]))
                throw new ArgumentException($"Tree {tree} starts at node {_roots[tree]} of {Nodes}.");
        }

        for (var node = 0; node < Nodes; node++)
        {
            if (!double.IsFinite(_values[node]) || float.IsNaN(_thresholds[node]))
                throw new ArgumentException($"Node {node} has value {_values[node]}, threshold {_thresholds[node]}.");
            if (_features[node] >= Names.Count)
                throw new ArgumentException($"Node {node} asks feature {_features[node]} of {Names.Count}.");

            // A way down always ends, since numbers only rise on it.
            var isLeaf = _features[node] < 0;
            if (!isLeaf && (_left[node] <= node || _right[node] <= node
                || _left[node] >= Nodes || _right[node] >= Nodes))
                throw new ArgumentException($"Node {node} leads to {_left[node]} and {_right[node]} of {Nodes}.");
        }
    }
}
