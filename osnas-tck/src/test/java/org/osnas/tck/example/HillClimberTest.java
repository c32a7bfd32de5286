package org.osnas.tck.example;

import org.osnas.api.search.SearchStrategy;
import org.osnas.tck.SearchStrategyContract;

class HillClimberTest implements SearchStrategyContract {
    @Override
    public SearchStrategy strategy() {
        return new HillClimber();
    }
}
