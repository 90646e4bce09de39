using Ayni.Recommenders;
using Microsoft.ML.Trainers.FastTree;

namespace Ayni.Ranking;

/// <summary>Takes the trees of ML.NET's ensembles over into our arrays.</summary>
internal static class LibraryTrees
{
    /// <summary>Leaves are scaled by their tree's weight; the ensemble's bias is a leaf of its own.</summary>
    public static TreeEnsemble Convert(RegressionTreeEnsemble ensemble, IReadOnlyList<string> names)
    {
        var arrays = new Arrays();
        if (ensemble.Bias != 0)
            arrays.AddLeafAlone(ensemble.Bias);
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
            arrays.Add(ensemble.Trees[tree], ensemble.TreeWeights[tree]);
        return arrays.ToEnsemble(names);
    }

    private sealed class Arrays
    {
        private readonly List<int> _roots = [];
        private readonly List<int> _features = [];
        private readonly List<float> _thresholds = [];
        private readonly List<int> _left = [];
        private readonly List<int> _right = [];
        private readonly List<double> _values = [];

        public TreeEnsemble ToEnsemble(IReadOnlyList<string> names) => new(
            names, [.. _roots], [.. _features], [.. _thresholds], [.. _left], [.. _right], [.. _values]);

        public void AddLeafAlone(double value)
        {
            _roots.Add(_features.Count);
            AddLeaf(value);
        }

        /// <summary>Parents before children. A child under 0 is the leaf of its complement.</summary>
        public void Add(RegressionTree tree, double weight)
        {
            if (tree.NumberOfNodes == 0)
            {
                AddLeafAlone(weight * tree.LeafValues[0]);
                return;
            }

            _roots.Add(_features.Count);
            AddNode(tree, 0, weight);
        }

        private int AddNode(RegressionTree tree, int node, double weight)
        {
            if (node < 0)
                return AddLeaf(weight * tree.LeafValues[~node]);
            var place = _features.Count;
            _features.Add(tree.NumericalSplitFeatureIndexes[node]);
            _thresholds.Add(tree.NumericalSplitThresholds[node]);
            _values.Add(0);
            _left.Add(-1);
            _right.Add(-1);
            _left[place] = AddNode(tree, tree.LeftChild[node], weight);
            _right[place] = AddNode(tree, tree.RightChild[node], weight);
            return place;
        }

        private int AddLeaf(double value)
        {
            _features.Add(-1);
            _thresholds.Add(0);
            _left.Add(-1);
            _right.Add(-1);
            _values.Add(value);
            return _features.Count - 1;
        }
    }
}
