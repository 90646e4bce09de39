// Each class has a cluster of several processes: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
